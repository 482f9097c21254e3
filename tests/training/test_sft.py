"""The warm start: tokens, batches, the copying start, and a run that learns and resumes."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import Qwen3ForCausalLM

from assistant.contract.tools import Agent, tools_for
from assistant.models.template import CONTROL_TOKENS, read_completion, write_call
from training.copying import CopyTask
from training.examples import Example, encode_all
from training.forward import completion_logits, completion_loss
from training.induction import start_copying
from training.mini import forms_of, new_model
from training.recipe import ModelRecipe, Recipe, SftRecipe, load_recipe
from training.runs import RunFolder
from training.sft import IGNORED, Copies, TokenBatches, collate, score, train
from training.splitting import Splitter
from training.tokenizer import pieces_of, train_tokenizer, unspaced
from training.warm_start import load, warm_start

TEXTS = [
    "m1 | Wed 2026-01-28 14:15-15:45 | Colour meeting | with Nadia Nygard",
    "Petar Jansen | petar.jansen@mattsson.example | caterer",
    write_call("schedule_event", {"item_id": "y1", "title": "Lunch", "duration_minutes": 30}),
    write_call("route_to_agent", {"item_id": "e1", "agent": "email"}),
] * 30
SMALL = ModelRecipe(
    vocab_size=600, hidden_size=64, layers=2, heads=2, kv_heads=1, head_dim=32,
    intermediate_size=96, embedding_start="random",
)  # fmt: skip


@pytest.fixture(scope="module")
def tokenizer():
    return train_tokenizer(TEXTS, 600, 512)


def test_what_is_written_is_read_back(tokenizer):
    for text in [*TEXTS, "Zürich: 3½ µm — “quoted” 東京 \n\t x", "  two  spaces "]:
        ids = tokenizer.encode(text, add_special_tokens=False)
        assert tokenizer.decode(ids) == text


def test_a_name_is_the_same_tokens_in_a_field_and_in_a_call(tokenizer):
    field = tokenizer.tokenize("caterer | Petar Jansen | caterer")
    call = tokenizer.tokenize(write_call("send_message", {"contact": "Petar Jansen"}))
    name = tokenizer.tokenize("Petar Jansen")
    assert _holds(field, name) and _holds(call, name)


def test_a_word_is_cut_alike_with_and_without_its_space(tokenizer):
    for word in ["Jansen", "Lunch", "Isolde", "meeting", "caterer's"]:
        bare, spaced = tokenizer.tokenize(word), tokenizer.tokenize(f"- {word}")[1:]
        assert [t.removeprefix("Ġ") for t in spaced if t != "Ġ"] == bare


def test_a_split_says_the_same_in_other_tokens_alike_in_prompt_and_call(tokenizer):
    splitter = Splitter(pieces_of(tokenizer), unspaced(tokenizer), 0.6)
    prompt, call = "with Petar Jansen | Petar Jansen", '"Petar Jansen", "with Petar"'
    ids = [tokenizer.encode(text, add_special_tokens=False) for text in (prompt, call)]
    example = Example(ids[0], ids[1], "", "")
    rng = random.Random(0)
    seen = set()
    for _ in range(40):
        found = splitter(example, rng)
        assert tokenizer.decode(found.prompt) == prompt
        assert tokenizer.decode(found.completion) == call
        name = tokenizer.convert_ids_to_tokens(found.completion)
        name = name[1 : next(i for i, t in enumerate(name) if i and '"' in t)]
        assert _holds(tokenizer.convert_ids_to_tokens(found.prompt), name)
        seen.add(tuple(found.completion))
    assert len(seen) > 5


def test_the_frame_of_a_call_is_few_tokens(tokenizer):
    call = write_call("route_to_agent", {"item_id": "e1", "agent": "email"})
    assert len(tokenizer.encode(call)) <= 12
    assert tokenizer.encode(call)[0] == CONTROL_TOKENS.index("<tool_call>")


def test_nothing_but_control_tokens_is_added_to_the_vocabulary(tokenizer):
    # What is added counts as a control token, and is broken up wherever a prompt quotes it.
    assert set(tokenizer.get_added_vocab()) == set(CONTROL_TOKENS)


def test_headings_and_tools_are_one_token_each(tokenizer):
    tools = "\n".join(["# Tools", *(tool.name for tool in tools_for(Agent.EMAIL))])
    prompt = f"<|im_start|>system\n{tools}<|im_end|>\n<|im_start|>user\n# Person\nJo"
    assert len(tokenizer.encode(prompt, add_special_tokens=False)) <= 8
    assert tokenizer.decode(tokenizer.encode(prompt, add_special_tokens=False)) == prompt


def _holds(tokens, part):
    return any(tokens[i : i + len(part)] == part for i in range(len(tokens)))


def test_batches_hold_each_example_once_within_the_budget():
    lengths = [5 + (7 * n) % 90 for n in range(200)]
    batches = TokenBatches(lengths, 400, seed=1)
    found = [i for batch in batches for i in batch]
    assert sorted(found) == list(range(200))
    assert all(max(lengths[i] for i in b) * len(b) <= 400 for b in batches)
    again = list(TokenBatches(lengths, 400, seed=1))
    assert list(batches) == again
    batches.set_epoch(1)
    assert list(batches) != again


def test_copies_come_first_and_then_in_their_share():
    lengths = [50] * 400
    batches = list(TokenBatches(lengths, 500, 0, Copies(first=7, share=0.25)))
    is_copy = [batch[0] >= 400 for batch in batches]
    assert is_copy[:7] == [True] * 7
    assert sum(is_copy[7:]) / len(is_copy[7:]) == pytest.approx(0.25, abs=0.02)
    numbers = [i for batch in batches for i in batch]
    assert len(numbers) == len(set(numbers))


def test_a_batch_is_padded_on_the_right_and_padding_changes_nothing(tokenizer):
    model = new_model(SMALL, tokenizer, 0).eval()
    short, long = Example([9, 8, 7], [6, 5], "", ""), Example([9] * 30, [4, 3, 2], "", "")
    batch = collate([short, long], 0)
    assert batch["labels"].tolist() == [[6, 5, IGNORED], [4, 3, 2]]
    assert batch["at"].tolist() == [[2, 3, 0], [29, 30, 31]]
    with torch.no_grad():
        both, alone = _logits(model, batch), _logits(model, collate([short], 0))
    assert both.shape[0] == 5
    assert torch.allclose(both[:2], alone, atol=1e-5)


@pytest.mark.parametrize("pointer", [False, True])
@pytest.mark.parametrize("layers", [1, 3])
def test_logits_and_gradients_are_those_of_transformers(tokenizer, layers, pointer):
    shape = SMALL.model_copy(update={"layers": layers, "pointer": pointer})
    model: Any = new_model(shape, tokenizer, 0)
    torch.manual_seed(0)
    if pointer:
        # At first the weights of the mixture depend on nothing.
        torch.nn.init.normal_(model.pointer.gate.weight, std=0.3)
    examples = [
        Example(torch.randint(5, 300, (n,)).tolist(), torch.randint(5, 300, (k,)).tolist(), "", "")
        for n, k in [(40, 3), (17, 9), (5, 1)]
    ]
    ours = _logits(model, collate(examples, 0))
    theirs = torch.cat([
        model(input_ids=torch.tensor([e.prompt + e.completion])).logits[0, len(e.prompt) - 1 : -1]
        for e in examples
    ])  # fmt: skip
    assert torch.allclose(ours, theirs, atol=1e-5)
    weight = torch.randn(theirs.shape)
    found = [
        torch.autograd.grad((x * weight).sum(), list(model.parameters())) for x in (ours, theirs)
    ]
    for mine, reference in zip(*found, strict=True):
        assert (mine - reference).norm() <= 1e-4 * reference.norm() + 1e-6


@pytest.mark.parametrize("pointer", [False, True])
def test_the_loss_is_the_mean_over_the_calls_tokens(tokenizer, pointer):
    model = new_model(SMALL.model_copy(update={"pointer": pointer}), tokenizer, 0)
    batch = collate([Example([9, 8, 7], [6, 5], "", ""), Example([9] * 30, [4, 9, 2], "", "")], 0)
    found = completion_loss(model, batch["input_ids"], batch["at"], batch["labels"])
    likely = _logits(model, batch).log_softmax(-1)
    labels = batch["labels"][batch["labels"] != IGNORED]
    expected = -likely.gather(-1, labels[:, None]).mean()
    assert found.item() == pytest.approx(expected.item(), rel=1e-5)
    theirs, mine = (torch.autograd.grad(x, list(model.parameters())) for x in (expected, found))
    for a, b in zip(theirs, mine, strict=True):
        assert (a - b).norm() <= 1e-4 * a.norm() + 1e-6


def test_a_pointer_knows_its_tokens_with_and_without_space_and_capital():
    tokenizer = train_tokenizer(["Water the garden. water it, Water water the Garden garden"] * 9,
                                600, 512)  # fmt: skip
    forms = forms_of(tokenizer)
    spaced, bare, capital = (
        tokenizer.convert_tokens_to_ids(t) for t in ("Ġwater", "water", "ĠWater")
    )
    assert forms[:, spaced].tolist() == [spaced, bare, spaced, capital]
    assert forms[2, bare] == spaced
    assert forms[:, 0].tolist() == [0, 0, 0, 0]


def test_logits_of_another_architecture_are_its_own():
    from transformers import LlamaConfig, LlamaForCausalLM

    shape = LlamaConfig(
        vocab_size=90, hidden_size=32, intermediate_size=48, num_hidden_layers=2,
        num_attention_heads=2,
    )  # fmt: skip
    model = LlamaForCausalLM(shape).eval()
    short, long = Example([9, 8, 7], [6, 5], "", ""), Example([9] * 30, [4, 3, 2], "", "")
    with torch.no_grad():
        both = _logits(model, collate([short, long], 0))
        alone = model(input_ids=torch.tensor([[9, 8, 7, 6]])).logits[0, 2:]
    assert torch.allclose(both[:2], alone, atol=1e-5)


def _logits(model, batch):
    return completion_logits(model, batch["input_ids"], batch["at"], batch["labels"] != IGNORED)


def test_the_copying_start_copies_what_no_training_has_shown():
    torch.manual_seed(0)
    # The circuit compares tokens in half of a head's coordinates, so it wants the real shape.
    shape = load_recipe("mini").model.model_copy(
        update={"embedding_start": "random", "copy_start": False, "pointer": False}
    )
    tokenizer = train_tokenizer(TEXTS, 600, 512)
    task = CopyTask(len(tokenizer), len(CONTROL_TOKENS), [10], [11])
    examples = [task(n, 0) for n in range(60)]

    def right(model: Qwen3ForCausalLM) -> float:
        batch = collate(examples, 0)
        with torch.no_grad():
            found = _logits(model.eval(), batch).argmax(-1)
        return float((found == batch["labels"][batch["labels"] != IGNORED]).float().mean())

    plain = new_model(shape, tokenizer, 0)
    before = right(plain)
    start_copying(plain)
    assert right(plain) > before + 0.1


def _examples(tokenizer, count):
    found = []
    for n in range(count):
        agent = ("email", "habit", "task")[n % 3]
        prompt = tokenizer.encode(f"item e{n % 7} {agent}")
        call = write_call("route_to_agent", {"item_id": f"e{n % 7}", "agent": agent})
        found.append(Example(prompt, tokenizer.encode(call), "test", "orchestrator"))
    return found


def test_training_learns_and_keeps_the_best(tokenizer, tmp_path):
    model = new_model(SMALL, tokenizer, 0)
    examples = _examples(tokenizer, 60)
    before = score(model, examples, 0)
    run = RunFolder.create(tmp_path / "run", "sft", {}, 0)
    saved: list[Path] = []
    recipe = SftRecipe(epochs=60, max_minutes=5, batch_tokens=600, learning_rate=5e-3,
                       checkpoint_minutes=60)  # fmt: skip
    best = train(
        model, 0, examples, examples[:21], recipe, run, 0, None,
        save_best=saved.append, report=lambda line: None,
    )  # fmt: skip
    assert best.loss < before.loss / 3 and best.exact > 0.5
    assert saved == [tmp_path / "run" / "best"]
    assert [e["n"] for e in run.events("validation")] == [21]


@pytest.mark.slow
def test_the_smoke_recipe_makes_a_checkpoint_that_loads_and_goes_on(tmp_path):
    recipe = load_recipe("smoke")
    data = recipe.data.model_copy(update={"days": 11, "utterances": 60})
    small = recipe.model_copy(update={"data": data})
    lines: list[str] = []
    found = warm_start(small, tmp_path / "run", 3, lines.append)
    assert found.n > 0
    model = load(tmp_path / "run" / "best")
    assert model.generator.model.config.num_hidden_layers == small.model.layers
    sheet = json.loads((tmp_path / "run" / "datasheet.json").read_text())
    assert sheet["train"]["examples"] > 100
    assert set(sheet["train"]["by_agent"]) >= {"orchestrator", "email"}
    # A second call finds the run finished and changes nothing that was learnt.
    again = warm_start(small, tmp_path / "run", 3, lines.append)
    assert again == found


def test_an_example_is_the_prompt_that_the_model_renders(tokenizer):
    from assistant.models.checkpoint import ending_of
    from assistant.models.generate import Generator
    from assistant.models.local import LocalChatModel
    from tests.training.test_teacher import _lessons

    model = new_model(SMALL, tokenizer, 0)
    chat = LocalChatModel(
        generator=Generator(model, 0, ending_of(tokenizer, model)), tokenizer=tokenizer
    )
    for decision in _lessons("todo_queue", 1)[:6]:
        [example] = encode_all(chat, [decision], 4096)
        text = tokenizer.decode(example.completion)
        reading = read_completion(text)
        assert (reading.name, reading.args) == (decision.tool, decision.args)
        assert tokenizer.decode(example.prompt).endswith("<|im_start|>assistant\n")


def test_a_recipe_with_an_unknown_key_is_refused(tmp_path):
    from training.errors import TrainingError

    path = tmp_path / "mine.toml"
    path.write_text("[sft]\nlearnign_rate = 1\n")
    with pytest.raises(TrainingError, match=r"sft\.learnign_rate"):
        load_recipe(str(path))
    with pytest.raises(TrainingError, match="there is no recipe"):
        load_recipe("nosuch")
    assert isinstance(load_recipe("mini"), Recipe)
