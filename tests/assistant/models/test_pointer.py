"""The pointer: one distribution, whichever way it is computed, and one that copies."""

import pytest
import torch
from transformers import AutoModelForCausalLM

from assistant.models.generate import Generator, Sampling
from assistant.models.pointer import FORMS, PointerConfig, PointerForCausalLM

VOCAB, PAD = 60, 0
OWN = torch.arange(VOCAB).expand(FORMS, -1)


@pytest.fixture
def model() -> PointerForCausalLM:
    return _model()


def _model(seed: int = 0) -> PointerForCausalLM:
    config = PointerConfig(
        vocab_size=VOCAB, hidden_size=64, intermediate_size=96, num_hidden_layers=2,
        num_attention_heads=2, num_key_value_heads=1, head_dim=32, max_position_embeddings=128,
        tie_word_embeddings=True, initializer_range=0.1, pointer_size=24,
        bos_token_id=None, eos_token_id=1, pad_token_id=PAD,
    )  # fmt: skip
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = PointerForCausalLM(config).eval().requires_grad_(False)
        model.pointer.start(_forms())
        torch.nn.init.normal_(model.pointer.gate.weight, std=0.3)
        for name, weight in model.named_parameters():
            if name.endswith(("o_proj.weight", "down_proj.weight")):
                weight.mul_(0.25)  # as `training.mini` begins
    return model


def _forms() -> torch.Tensor:
    forms = OWN.clone()
    forms[1, 40:50] = torch.arange(30, 40)  # 40 to 49 are 30 to 39 with a space before
    forms[2, 30:40] = torch.arange(40, 50)
    return forms


def _texts(count: int, seed: int = 0) -> list[list[int]]:
    dice = torch.Generator().manual_seed(seed)
    return [torch.randint(2, VOCAB, (9 + 7 * n,), generator=dice).tolist() for n in range(count)]


@torch.no_grad()
def _logits(model: PointerForCausalLM, text: list[int]) -> torch.Tensor:
    logits: torch.Tensor = model(input_ids=torch.tensor([text])).logits[0]
    return logits


def test_logits_are_log_probabilities(model):
    for text in _texts(3):
        total = _logits(model, text).exp().sum(-1)
        assert torch.allclose(total, torch.ones(len(text)), atol=1e-5)


def test_each_form_of_what_was_read_can_be_copied(model):
    with torch.no_grad():
        model.pointer.gate.weight.zero_()
        for form, (read, expected) in enumerate([(35, 35), (45, 35), (35, 45)]):
            model.pointer.gate.bias.fill_(-40.0)
            model.pointer.gate.bias[1 + form] = 0.0  # the first head, in this form
            assert _logits(model, [read] * 4)[-1].argmax() == expected
            assert _logits(model, [read] * 4)[-1].exp()[expected] == pytest.approx(1.0, abs=1e-5)


def test_a_fresh_pointer_goes_on_with_what_was_said_before(model):
    with torch.no_grad():
        model.pointer.gate.weight.zero_()
        model.pointer.gate.bias.fill_(-40.0)
        model.pointer.gate.bias[1] = 0.0
    right = 0
    for seed in range(20):
        words = torch.randperm(VOCAB - 2, generator=torch.Generator().manual_seed(seed)) + 2
        line = words[:30].tolist()
        right += int(_logits(model, [*line, *line[10:15]])[-1].argmax()) == line[15]
    assert right >= 15  # by chance, one in thirty


def test_what_is_read_at_once_piece_by_piece_or_beside_others_is_the_same(model):
    texts = _texts(4)
    width = max(map(len, texts))
    ids = torch.tensor([[PAD] * (width - len(t)) + t for t in texts])
    mask = torch.tensor([[0] * (width - len(t)) + [1] * len(t) for t in texts])
    places = (mask.cumsum(-1) - 1).clamp(min=0)
    first, cache, found = width - 3, None, []
    with torch.no_grad():
        for piece in (slice(0, first), *(slice(n, n + 1) for n in range(first, width))):
            out = model(
                input_ids=ids[:, piece], attention_mask=mask[:, : piece.stop],
                position_ids=places[:, piece], past_key_values=cache, use_cache=True,
                logits_to_keep=1,
            )  # fmt: skip
            cache = out.past_key_values
            found.append(out.logits[:, -1])
    for row, text in enumerate(texts):
        alone = _logits(model, text)[-4:]
        assert torch.allclose(torch.stack([step[row] for step in found]), alone, atol=1e-4)


def test_rows_of_a_batch_are_generated_as_if_alone(model):
    generator = Generator(model, PAD, lambda ids: "stop" if ids[-1] == 1 else None)
    sampling = Sampling(max_new_tokens=12, temperature=1.0, seed=3)
    texts = _texts(5)
    together = generator.generate_many(texts, sampling)
    for text, done in zip(texts, together, strict=True):
        alone = generator.generate(text, sampling)
        assert alone.ids == done.ids
        assert alone.logprobs == pytest.approx(done.logprobs, abs=1e-4)
        logps = _logits(model, text + done.ids)[len(text) - 1 : -1]
        expected = logps.gather(-1, torch.tensor(done.ids)[:, None])[:, 0]
        assert torch.allclose(torch.tensor(done.logprobs), expected, atol=1e-4)


def test_transformers_own_generation_gives_the_same_tokens(model):
    text = _texts(2)[1]
    [theirs] = model.generate(torch.tensor([text]), max_new_tokens=8, do_sample=False)
    ours = Generator(model, PAD, lambda ids: "stop" if ids[-1] == 1 else None).generate(
        text, Sampling(max_new_tokens=8)
    )
    assert theirs[len(text) :].tolist() == ours.ids


def test_it_is_saved_and_loaded_with_its_forms(model, tmp_path):
    model.save_pretrained(tmp_path)
    again = AutoModelForCausalLM.from_pretrained(tmp_path).eval()
    assert isinstance(again, PointerForCausalLM)
    assert torch.equal(again.pointer.forms.long(), _forms())
    text = _texts(1)[0]
    assert torch.allclose(_logits(again, text), _logits(model, text), atol=1e-6)


def test_a_mask_that_hides_the_padding_from_it_is_refused(model):
    with pytest.raises(ValueError, match="has to be"):
        model(input_ids=torch.tensor([[3, 4]]), attention_mask=torch.ones(1, 1, 2, 2))
