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
        "Nives Otto Pia Rasmus"
    ),
    last=_words(
        "Abendroth Bakker Cermak Dombrowski Eklund Farkas Grabner Hartwig Ibsen Jovanovic Kessler "
        "Lindqvist Moravec Novotny Osterman Pilgrim Quist Rademacher Sandoval Tkachenko Ulrich "
        "Vasile Wieland Zeller Achterberg Baumann Cvetkovic Dietz Engstrom Ferrante Gerlach Hofer "
        "Ivancic Jansen Kolar Lorenz Mattsson Nygard Orlov Petrescu Rossi Schuster Toth Urban "
        "Vondra Wagner Ziegler Albrecht Brandis Czerny"
    ),
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
    """),
    timezones=_words(
        "Europe/Berlin Europe/Rome Europe/Warsaw Europe/London America/New_York America/Denver "
        "Asia/Kolkata Asia/Singapore Australia/Sydney Africa/Nairobi"
    ),
    styles=_lines("""
        brief
        warm, brief
        formal
        friendly
        clear, no small talk
        polite
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
