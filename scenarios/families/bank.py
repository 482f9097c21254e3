"""Names and places that days are filled with. The splits share none of them.

A name that a policy has seen in training must not tell it anything on a held-out day.
"""

from dataclasses import dataclass
from typing import Literal

Split = Literal["train", "heldout"]


@dataclass(frozen=True, slots=True)
class Bank:
    """The names of one split."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    firms: tuple[str, ...]
    """Names of firms; `domain` makes an address of one."""
    jobs: tuple[str, ...]
    """What the person does for a living."""
    places: tuple[str, ...]
    """Rooms, restaurants, clinics and schools as they stand in calendars."""
    timezones: tuple[str, ...]
    styles: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines() if line.strip())


TRAIN = Bank(
    first=_words(
        "Alma Aron Beatriz Bogdan Carmen Casimir Dalia Dmitri Edda Emre Fatima Florian Greta "
        "Gustav Hana Henrik Ilka Imran Jana Jonas Katja Kemal Leila Linus Magda Marek Nadia Niklas "
        "Olga Oskar Paula Petar Rania Ruben Sabine Stefan Tamara Tobias Ursula Viktor Wanda Yasmin "
        "Zora Anton Birgit Clemens Dunja Elias Frieda Goran Helene Igor Judit Karim Lotte Matteo "
        "Nives Otto Pia Rasmus "
        "Adaeze Aiko Amina Anne-Marie Anouk Asha Ayesha Bronwyn Carlotta Chenoa Chiamaka Daniela "
        "Delphine Dorota Despina Elif Esperanza Fumiko Ginevra Gudrun Halima Inbal Ioana Isabela "
        "Iskra Joanna Kavita Keiko Lakshmi Larissa Léa Linnea Ludmila Mahnoor Maribel Marit "
        "Mei-Ling Mireille Nandini Ngozi Oksana Parvati Romana Roxana Ruxandra Sanna Shirin "
        "Siobhan Solveig Svetlana Thandiwe Tova Viorica Xiomara Yuki Zainab Zuzana "
        "Abdul Adebayo Alejandro Amadou Ansel Arjun Baptiste Bashir Björn Cheikh Claudio Cormac "
        "Dafydd Darius Didier Eamon Edvard Emeka Esteban Fabrizio Farid Fergus Gianluca Giorgos "
        "Günther Hamza Haruto Hiroshi Idris Ismael Jean-Luc Jerzy Joaquin Jörg Kacper Kofi Kwame "
        "Leandro Malik Mehmet Mikkel Nikhil Nikos Olumide Osman Pavel Pranav Rafael Rodrigo "
        "Sanjay Sergei Sigurd Tariq Tevita Thabo Ulises Vikram Wojciech Xavier Yaroslav Youssef "
        "Zbigniew Zoltan"
    ),
    last=_words(
        "Abendroth Bakker Cermak Dombrowski Eklund Farkas Grabner Hartwig Ibsen Jovanovic Kessler "
        "Lindqvist Moravec Novotny Osterman Pilgrim Quist Rademacher Sandoval Tkachenko Ulrich "
        "Vasile Wieland Zeller Achterberg Baumann Cvetkovic Dietz Engstrom Ferrante Gerlach Hofer "
        "Ivancic Jansen Kolar Lorenz Mattsson Nygard Orlov Petrescu Rossi Schuster Toth Urban "
        "Vondra Wagner Ziegler Albrecht Brandis Czerny "
        "Abara Acheampong Adeyemi Aguilar Akhtar Al-Masri Andersson Arslan Asante Banerjee "
        "Beauchamp Bergstrand Bhattacharya Boateng Borowski Brankovic Castleton Castellano "
        "Chaudhry Chukwu Czajka D'Angelo D'Souza Demirci Desrosiers Diallo Dragomir Echeverria "
        "Ekwueme Eriksen Escobar Fairweather Fournier Fujimoto Gallagher Georgiou Ghorbani "
        "Guerrero Haddad Haugland Hashimoto Hernandez Hovland Iqbal Ishikawa Jimenez Kaczmarek "
        "Kapoor Karlsen Kimani Kobayashi Kovač Krishnan Lefèvre Llewellyn Lukashenko Macedo "
        "MacGregor Mäkinen Matsuda Mbeki Montoya Mikkelsen Mukherjee Mwangi N'Diaye Nakamura "
        "Nwosu O'Malley O'Shea Obi-Clarke Okonkwo Olofsson Özdemir Papadakis Pereira Perić "
        "Pritchard Radwan Rahimi Ramanathan Rocha-Nunes Saavedra Sadowski Schröder Shevchenko "
        "Sjöberg Smith-Baptiste Stavridis Tamura Templeton Trevelyan Uddin Vasquez Venkatesan "
        "Wolstenholme Yildiz Zubiri"
    )
    + ("Costa Lima", "Di Marco", "El Amrani", "Le Roux", "Van Houten", "Vega Ruiz"),
    firms=_lines("""
        Abacus Freight
        Birchwood Print
        Copper Lane Catering
        Dune Optics
        Elmfield Logistics
        Falk and Sons
        Granite Insurance
        Harbour Mill
        Inkwell Press
        Juniper Software
        Kiln and Clay
        Larkspur Legal
        Mistral Cycles
        Northlight Studio
        Orchard Bank
        Pinecone Toys
        Quarry Stoneworks
        Redwing Travel
        Saltmarsh Foods
        Tinder Heating
        Alder and Oakes Surveyors
        Bluebell Nurseries
        Cobalt Diagnostics
        Driftwood Boatyard
        Everglade Payroll
        Fennel Textiles
        Gantry Crane Hire
        Halyard Marine
        Ivory Tower Archives
        Jigsaw Staffing
        Kingfisher Air Cargo
        Limestone Quarries West
        Marigold Home Care
        Nutmeg Spice Imports
        Oxbow Water Services
        Paperclip Accounting
        Quill and Ledger
        Rosewood Pianos
        Sundial Rooftops
        Thistle Dairy
        Umber Paints
        Velvet Curtain Rentals
        Wheelhouse Couriers
        Yarrow Seeds
        Zephyr Ventilation
        Anvil Metalworks
        Beacon Language School
        Cinder Block Builders
        Dovetail Joinery
        Ember Fire Protection
        Flintlock Security
        Glasshouse Produce
        Hearth and Loaf Bakery
        Indigo Laundry
        Jetty Fish Market
        Keystone Elevators
        Limelight Stage Hire
        Mossbank Veterinary
        Needle and Thread Uniforms
        Opal Laboratories
    """),
    jobs=_lines("""
        head of operations
        architect
        account manager
        physiotherapist with her own practice
        production planner
        teacher
        restaurant owner
        team lead, support
        civil engineer
        translator
        workshop manager
        finance lead
        veterinary nurse
        event planner
        product manager
        head baker
        museum curator
        stage manager at a small theatre
        dairy farmer
        site foreman
        laboratory technician
        harbour pilot
        primary school principal
        bicycle shop owner
        parish administrator
        pharmacist
        orchestra librarian
        tax adviser
        warehouse supervisor
        nursery gardener
        football club secretary
        ward sister
        freelance illustrator
        furniture maker
        customs broker
        hotel receptionist
        beekeeper and market trader
        data analyst for the city
        speech therapist
        ski instructor
        community radio producer
        quality inspector in a dairy
        caretaker of three buildings
        town planner
        ferry operator
    """),
    places=_lines("""
        Room Linden
        Room Aspen
        Osteria Falco
        Café Morgenrot
        Meadow Primary School
        Riverside Clinic
        Hall C
        Tram Depot Office
        Lakeside Pool
        Studio 7
        Town Library
        Bistro Anselm
        Room Juniper
        Room 4.12
        Pier Two Waiting Room
        Sankt Martin Parish Hall
        Kiosk am Markt
        Trattoria Celeste
        Foundry Gallery
        Green Gate Nursery
        Fernhill Dental Practice
        Oakfield Secondary School
        Old Mint Museum
        Rehearsal Stage B
        North Stand Clubhouse
        Velodrome Café
        Botany Lab 3
        Cold Store Office
        Signal Box Workshop
        Community Kitchen Südpark
        Chapel Street Surgery
        Loading Bay East
        Registry Office, first floor
        Taverna Delphi
        Bowling Green Pavilion
        Harbour Master's Office
    """),
    timezones=_words(
        "Europe/Berlin Europe/Rome Europe/Warsaw Europe/London America/New_York America/Denver "
        "Asia/Kolkata Asia/Singapore Australia/Sydney Africa/Nairobi "
        "Europe/Dublin Europe/Prague Europe/Vienna Europe/Oslo Europe/Sofia Europe/Brussels "
        "America/Toronto America/Phoenix America/Bogota America/Lima America/Halifax "
        "Asia/Seoul Asia/Manila Asia/Karachi Asia/Jakarta Asia/Hong_Kong Africa/Cairo "
        "Africa/Accra Australia/Perth Pacific/Honolulu"
    ),
    styles=_lines("""
        brief
        warm, brief
        formal
        friendly
        clear, no small talk
        polite
        dry, to the point
        sunny
        plain words, short sentences
        courteous and complete
        matter-of-fact
        light, a little humour
        patient and kind
        reserved
        businesslike
        informal, no titles
        precise
        calm and reassuring
    """),
)

HELDOUT = Bank(
    first=_words(
        "Amara Benedikt Chiara Damian Esra Felix Giulia Hector Ines Jasper Kamila Lorenzo Mirjam "
        "Nora Ophelia Piotr Quentin Rosalind Soren Thalia Umberto Vesna Wilhelm Ximena Yannick "
        "Zdenka Agnes Basil Corinna Dorian Eleni Fabian Gwen Hugo Isolde Joachim Kirsten Luca "
        "Meret Norbert Adelina Baldur Cosima Desmond Elsbeth Ferdinand Gloria Hannes Ivana Jovan "
        "Klara Leopold Mabel Nestor Odile Pascal Ramona Silvan Tilda Ulf Valerie Wenzel Yara Zeno"
    ),
    last=_words(
        "Aldridge Bergstrom Castellan Drake Everly Fontaine Garrick Halvorsen Isaksen Jurado "
        "Kaminski Lafleur Mendoza Nakagawa Oduya Pemberton Quade Ridley Stavros Thornbury Uzun "
        "Valdes Wetherby Yilmaz Zamora Ashdown Beaumont Corrigan Delacroix Eastwick Fairbanks "
        "Grimaldi Holloway Ingram Jessop Kirkbride Lundgren Marchbanks Nordahl Oakhurst Penrose "
        "Quintero Rasmussen Sorrentino Thackeray Umarov Vandermeer Whitlock Xanthos Youngblood "
        "Zoellner Ambrose Brightwater Calloway Dunmore Ellsworth"
    ),
    firms=_lines("""
        Amber Tide Shipping
        Bluestone Audit
        Cedar Gate Clinics
        Drumlin Farms
        Evergreen Tiles
        Foxglove Design
        Gull Rock Hotels
        Heron Robotics
        Ironbridge Lifts
        Jackdaw Books
        Kestrel Glass
        Lantern Solar
    """),
    jobs=_lines("""
        curator
        plant manager
        head nurse
        sales director
        surveyor
        choir director
        lab coordinator
        bookshop owner
        site engineer
        grants officer
    """),
    places=_lines("""
        Room Saturn
        Room Vega
        Trattoria Nonna Pia
        Hillcrest School
        Dr. Castellan's practice
        Platform Hall
        Greenhouse 2
        Harbour Theatre
        Old Customs House
        Ballroom East
    """),
    timezones=_words(
        "Europe/Lisbon Europe/Stockholm Europe/Athens America/Chicago America/Sao_Paulo "
        "Asia/Tokyo Pacific/Auckland"
    ),
    styles=_lines("""
        to the point
        cordial
        cheerful
        plain
    """),
)

BANKS: dict[Split, Bank] = {"train": TRAIN, "heldout": HELDOUT}
