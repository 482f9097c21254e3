"""Recipes: everything that determines a training run except its seed, as one TOML file.

The same recipe drives a mini model on two cores and a 7B model on a GPU; unknown keys are errors.
"""

import tomllib
from importlib import resources
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from scenarios.families import families
from training.errors import TrainingError


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ModelRecipe(_Section):
    """What is trained. An empty `base` means from scratch, with the shape given here."""

    base: str = ""
    """A checkpoint folder, or a hub id that is in the local cache."""
    vocab_size: int = Field(default=8192, ge=300, le=300_000)
    hidden_size: int = Field(default=256, ge=16)
    layers: int = Field(default=6, ge=1)
    heads: int = Field(default=4, ge=1)
    kv_heads: int = Field(default=2, ge=1)
    head_dim: int = Field(default=64, ge=8)
    intermediate_size: int = Field(default=704, ge=16)
    context: int = Field(default=2048, ge=256)
    """Most tokens of prompt and completion together."""
    embedding_start: Literal["random", "minilm"] = "minilm"
    """`minilm`: token embeddings start from mean MiniLM word vectors, projected."""
    copy_start: bool = True
    """Whether two heads start as an induction circuit (`training.induction`)."""
    pointer: bool = False
    """Whether tokens can be copied from the prompt (`assistant.models.pointer`)."""
    adapter: Literal["none", "lora"] = "none"
    lora_r: int = Field(default=16, ge=1)
    lora_alpha: int = Field(default=16, ge=1)
    load_in_4bit: bool = False
    backend: Literal["transformers", "unsloth"] = "transformers"
    generation: Literal["transformers", "vllm-colocate", "vllm-server"] = "transformers"
    vllm_memory: float = Field(default=0.3, gt=0, lt=1)
    """Share of the GPU that vLLM takes beside the trainer (`vllm-colocate`)."""
    vllm_parallel: int = Field(default=1, ge=1)
    """GPUs that hold one copy of the model in vLLM (`vllm-colocate`)."""
    vllm_url: str = "http://127.0.0.1:8000"
    """Where `vllm serve` listens (`vllm-server`)."""
    dtype: Literal["float32", "bfloat16", "float16", "auto"] = "float32"
    """`auto`: bfloat16 where the GPU computes in it, else float16 on a GPU, else float32."""


class DataRecipe(_Section):
    """What the warm start learns from."""

    families: tuple[str, ...] = Field(default_factory=lambda: families("train"))
    levels: tuple[str, ...] = ("easy", "medium", "hard")
    days: int = Field(default=1500, ge=0)
    """Simulated days that teachers play."""
    best_first: float = Field(default=0.5, ge=0, le=1)
    """Share of the orchestrator's picks that follow the oracle's order; the rest picks another
    open item, so that the order is left for GRPO to learn."""
    utterances: int = Field(default=12000, ge=0)
    """Composed requests and to-dos from the corpus."""
    picks: float = Field(default=1.0, gt=0, le=1)
    """Share of the orchestrator's decisions on those days that are kept: their prompts are long,
    and which item comes next is for GRPO to learn."""
    crowded: float = Field(default=0.0, ge=0, le=1)
    """Share of them that stand among the texts of others, as on a full list."""
    episodes: float = Field(default=0.5, ge=0, le=1)
    """Share of prompts with `Handled before` filled."""
    corrections: float = Field(default=0.0, ge=0, le=1)
    """As a share of the utterances: further ones beside a correction (`training.corrections`)."""
    disguised: float = Field(default=0.0, ge=0, le=1)
    """Share of sub-agents' decisions that stand in invented words (`training.disguise`)."""
    veiled: float = Field(default=0.0, ge=0, le=1)
    """Share of the orchestrator's, where the prompt shows how a like item was handled."""
    renamed: float = Field(default=0.0, ge=0, le=1)
    """Share of all decisions whose items have other ids (`training.renaming`)."""


class SftRecipe(_Section):
    """The warm start."""

    epochs: float = Field(default=2.0, gt=0)
    max_minutes: float = Field(default=60.0, gt=0)
    """The schedule ends by then whatever is left of the epochs."""
    batch_tokens: int = Field(default=4096, ge=64)
    """Most tokens, padding included, of one batch."""
    accumulate: int = Field(default=1, ge=1)
    """Batches per update."""
    compile: bool = False
    """Whether layers are compiled, which takes a C++ compiler and saves a seventh of the time."""
    copy_first: int = Field(default=0, ge=0)
    """Batches of a plain copy task before all others (`training.copying`)."""
    copies: float = Field(default=0.0, ge=0, lt=1)
    """Share of the batches after that which are copy tasks, too."""
    split: float = Field(default=0.0, ge=0, lt=1)
    """Share of a call's words that are cut into smaller tokens (`training.splitting`)."""
    learning_rate: float = Field(default=1.5e-3, gt=0)
    weight_decay: float = Field(default=0.05, ge=0)
    warmup: float = Field(default=0.03, ge=0, lt=1)
    checkpoint_minutes: float = Field(default=10.0, gt=0)
    validation: int = Field(default=512, ge=1)
    """Decisions held back to choose the best checkpoint."""


class GrpoRecipe(_Section):
    """Improvement in the world."""

    mode: Literal["episode", "decision"] = "episode"
    """One advantage per episode of the graph, or per-decision rewards on the stock trainer."""
    states: Literal["teachers", "model", "both"] = "teachers"
    """Whose days the decisions of the per-decision mode are taken from."""
    messages: float = Field(default=0.0, ge=0, lt=1)
    """In the per-decision mode, share of the decisions that are on single messages, composed as
    the warm start's: days alone would teach to act on everything."""
    replay: float = Field(default=0.0, ge=0)
    """In the per-decision mode, on one process: weight of the supervised loss on a batch of
    teachers' decisions that each step adds, against forgetting (`training.replay`)."""
    steps: int = Field(default=100, ge=1)
    max_minutes: float = Field(default=40.0, gt=0)
    days_per_step: int = Field(default=4, ge=1)
    """Different days in a step; in the per-decision mode, different decisions."""
    group_size: int = Field(default=8, ge=2)
    """Rollouts of each day that are compared with one another."""
    learning_rate: float = Field(default=1e-4, gt=0)
    temperature: float = Field(default=1.0, gt=0)
    micro_batch: int = Field(default=32, ge=1)
    """Rows (LLM calls) per forward and backward pass."""
    epochs_per_step: int = Field(default=1, ge=1)
    """How often each batch of rollouts is used (TRL's `num_iterations`)."""
    loss: str = "dapo"
    beta: float = Field(default=0.0, ge=0)
    """Weight of the KL divergence from the warm start."""
    entropy_bonus: float = Field(default=0.01, ge=0)
    max_completion: int = Field(default=96, ge=8)
    credit: Literal["episode", "node", "item"] = "episode"
    """What a call is credited with: the episode's return, its agent's part, or its item's."""
    rest: float = Field(default=0.3, ge=0, le=1)
    """With `item` credit, how much of what came of the other items counts."""
    certain: float = Field(default=1.0, gt=0, le=1)
    """Calls that the policy was at least so sure of are thinned out: they take as much time as
    others and tell little. By episodes the rest weighs more for it. 1 thins out none."""
    weighting: Literal["token", "episode"] = "token"
    levels: tuple[str, ...] = ("easy", "medium")
    """The curriculum's levels, in order."""
    families: tuple[str, ...] = Field(default_factory=lambda: families("train"))
    unlock_grade: float = 0.30
    step_down_grade: float = 0.10
    patience: int = Field(default=20, ge=1)
    """Steps at a level before its grade can step down."""
    validate_every: int = Field(default=10, ge=1)
    validation_days: int = Field(default=22, ge=1)
    min_entropy: float = Field(default=0.02, ge=0)
    """Nats per token, below which the run rolls back to its best checkpoint."""
    max_kl: float = Field(default=1.0, gt=0)
    checkpoint_every: int = Field(default=10, ge=1)
    servers: tuple[str, ...] = ()
    """Environment servers to play on; none means in this process."""
    report_to: tuple[Literal["tensorboard", "wandb", "trackio"], ...] = ()


class EvalRecipe(_Section):
    """How policies are compared."""

    families: tuple[str, ...] = Field(default_factory=lambda: families("heldout"))
    level: str = "medium"
    episodes: int = Field(default=200, ge=1)
    """Paired: each policy plays the same days."""
    passes: int = Field(default=4, ge=1)
    """Sampled plays per day for pass^k."""
    pass_days: int = Field(default=20, ge=1)
    twin_days: int = Field(default=40, ge=0)
    """Days whose twins are played, too, for the label bias."""
    pass_grade: float = 0.5
    """A play passes from this grade on."""


class Recipe(_Section):
    """One TOML file."""

    name: str
    model: ModelRecipe = ModelRecipe()
    data: DataRecipe = Field(default_factory=DataRecipe)
    sft: SftRecipe = SftRecipe()
    grpo: GrpoRecipe = Field(default_factory=GrpoRecipe)
    eval: EvalRecipe = Field(default_factory=EvalRecipe)


def load_recipe(name: str) -> Recipe:
    """The recipe in a TOML file, or the bundled one of that name.

    Raises:
        TrainingError: there is no such recipe, or it is not valid; says which key.
    """
    path = Path(name)
    if path.suffix == ".toml":
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise TrainingError(f"{name} cannot be read: {error}") from error
    else:
        bundled = resources.files("training.recipes").joinpath(f"{name}.toml")
        if "/" in name or not bundled.is_file():
            raise TrainingError(
                f"there is no recipe {name[:40]!r}; there are {', '.join(recipe_names())}, "
                "or give a TOML file"
            )
        text = bundled.read_text("utf-8")
    try:
        return Recipe.model_validate({"name": path.stem, **tomllib.loads(text)})
    except tomllib.TOMLDecodeError as error:
        raise TrainingError(f"{name} is not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise TrainingError(f"{name}: {where}: {first['msg']}") from error


def recipe_names() -> list[str]:
    """Names of the bundled recipes."""
    folder = resources.files("training.recipes")
    return sorted(p.name.removesuffix(".toml") for p in folder.iterdir() if p.name.endswith("toml"))
