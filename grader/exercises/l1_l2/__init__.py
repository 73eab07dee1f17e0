"""Lesson 02: L1, L2 and weight decay."""

LESSON = "02_l1_l2"
EXERCISES = (
    "l1_penalty",
    "l2_penalty",
    "elastic_net_penalty",
    "penalty_gradient",
    "ridge_regression",
    "soft_threshold",
    "lasso_ista",
    "sgd_l2_step",
    "sgd_weight_decay_step",
    "adamw_step",
    "build_l2_model",
    "build_elastic_net_model",
)
