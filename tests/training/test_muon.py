"""Muon's updates are orthogonal for matrices and AdamW's for the rest."""

import copy

import torch

from training.muon import Muon, grouped, orthogonalise


def test_all_directions_of_an_update_count_alike():
    torch.manual_seed(0)
    found = orthogonalise(torch.randn(3, 16, 24) * torch.logspace(-3, 3, 3)[:, None, None])
    values = torch.linalg.svdvals(found)
    assert values.min() > 0.4
    assert values.max() < 1.3


def test_it_agrees_with_pytorchs_own():
    torch.manual_seed(0)
    ours, theirs = (torch.nn.Linear(24, 16, bias=False) for _ in range(2))
    theirs.load_state_dict(ours.state_dict())
    groups = grouped(ours.named_parameters(), rate=1e-3, matrix_rate=1e-2, decay=0.1, by_muon=True)
    first = Muon(groups)
    second = torch.optim.Muon(
        theirs.parameters(), lr=1e-2, weight_decay=0.1, adjust_lr_fn="match_rms_adamw"
    )
    for _ in range(5):
        data = torch.randn(32, 24)
        for layer, optimizer in ((ours, first), (theirs, second)):
            optimizer.zero_grad()
            (layer(data) ** 2).sum().backward()
            optimizer.step()
    # PyTorch's iterates in bfloat16.
    assert torch.allclose(ours.weight, theirs.weight, atol=2e-3)
    assert not torch.allclose(ours.weight, torch.zeros(()), atol=1e-2)


def test_embeddings_and_norms_are_adamws_and_the_state_comes_back():
    model = torch.nn.ModuleDict({"embed": torch.nn.Embedding(8, 4), "layer": torch.nn.Linear(4, 4)})

    def make() -> Muon:
        return Muon(
            grouped(model.named_parameters(), rate=1e-3, matrix_rate=1e-2, decay=0, by_muon=True)
        )

    def step(optimizer: Muon) -> None:
        optimizer.zero_grad()
        model["layer"](model["embed"](torch.arange(8))).square().sum().backward()
        optimizer.step()

    first = make()
    assert [len(group["params"]) for group in first.param_groups] == [1, 2]
    step(first)
    kept = {name: value.clone() for name, value in model.state_dict().items()}
    saved = copy.deepcopy(first.state_dict())
    step(first)
    once = {name: value.clone() for name, value in model.state_dict().items()}
    model.load_state_dict(kept)
    second = make()
    second.load_state_dict(saved)
    step(second)
    assert all(torch.equal(once[name], value) for name, value in model.state_dict().items())
