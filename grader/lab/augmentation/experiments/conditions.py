"""The audit's conditions of experiments that take long with many seeds."""

from grader.lab.augmentation.experiments.drawn import ON_IMAGES

FEWER_SEEDS = ON_IMAGES | {
    "10 x the steps": {"steps": 10, "seeds": range(5)},
    "each arm's own rate": {"tuned": True, "seeds": range(5)},
}
