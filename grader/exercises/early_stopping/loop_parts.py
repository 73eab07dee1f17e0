"""Wrong training loops in which a part of the right one is wrong."""

from grader.exercises.early_stopping import improving_stoppers, keepers, waiting_stoppers
from grader.exercises.early_stopping.loops import gradient, train
from grader.exercises.wrong import Wrong

wrong = Wrong()


def _part(name, message, about="", **parts):
    """Keep a loop of this name with other parts."""

    def answer(*arguments):
        return train(*arguments, **parts)

    answer.__name__ = name
    wrong(message, about)(answer)


_part(
    "gives_the_last_w",
    "Your w is the one of the last step, which has already overfitted for `patience` steps. Keep w "
    "when a step improves, and return that. If you change w in place, keep a copy (`w.copy()`), "
    "since the original goes on changing.",
    "idea",
    result=lambda stopper, w: (w, stopper.best_epoch),
)
_part(
    "gives_the_last_step",
    "Your best_step is the step at which training stopped, so it does not belong to the w that you "
    "return. Keep the number of the step together with its w whenever the validation error "
    "improves.",
    "idea",
    result=lambda stopper, w: (stopper.best_weights[0], stopper.epoch),
)
_part(
    "gives_the_last_of_both",
    "Your w and best_step are those of the last step, so waiting has only made the result worse. "
    "Keep both whenever the validation error improves, and return what you kept.",
    "idea",
    result=lambda stopper, w: (w, stopper.epoch),
)
_part(
    "watches_the_training_error",
    "Your loop watches the training error, which goes on falling while the model overfits, so it "
    "never says stop. Only data that are not trained on show when to stop: compute the error on "
    "x_val and y_val.",
    "idea",
    watched="training",
)
_part(
    "trains_on_validation_data",
    "Your steps use the validation data. Those are training data then, so their error no longer "
    "warns of overfitting. Take the gradient on x and y, and only the error on x_val and y_val.",
    "idea",
    trained_on="validation",
)
_part(
    "never_stops",
    "Your loop never stops early: it makes all steps and takes the best of them. That costs the "
    "time that early stopping is to save, and finds minima that it would never have seen. Leave "
    "the loop when `patience` steps in a row have not improved.",
    "idea",
    stopper_class=waiting_stoppers.SaysNothing,
)
_part(
    "half_the_gradient",
    "Your gradient lacks the factor 2 that comes from the square, so every step is half as long as "
    "it should be. The gradient of mean (xw - y)^2 is 2 / n * x.T @ (x @ w - y).",
    slope=lambda x, residuals: x.T @ residuals / len(x),
)
_part(
    "gradient_of_the_sum",
    "Your gradient is that of a sum, so every step is n times too long and a learning rate would "
    "have to change with the size of the data. The loss is a mean: divide by the number of "
    "samples.",
    slope=lambda x, residuals: 2 * x.T @ residuals,
)
_part(
    "half_the_gradient_of_the_sum",
    "Your gradient lacks the factor 2 that comes from the square, and it is not divided by the "
    "number of samples although the loss is a mean. It is 2 / n * x.T @ (x @ w - y).",
    slope=lambda x, residuals: x.T @ residuals,
)
_part(
    "goes_uphill",
    "Your steps go up the gradient, so the error grows. The gradient points to where the loss "
    "rises: subtract learning_rate times the gradient from w.",
    slope=lambda x, residuals: -gradient(x, residuals),
)
_part(
    "counts_one_too_low",
    "Your best_step is one too low, so it names the w of the step before. Step 0 is w = 0, before "
    "any step is made, and the w after the first update belongs to step 1.",
    "slip",
    result=lambda stopper, w: (stopper.best_weights[0], max(stopper.best_epoch - 1, 0)),
)
_part(
    "counts_one_too_high",
    "Your best_step is one too high, so it names the w of the step after. Step 0 is w = 0, before "
    "any step is made, and the w after the first update belongs to step 1.",
    "slip",
    result=lambda stopper, w: (stopper.best_weights[0], stopper.best_epoch + 1),
)
_part(
    "waits_one_more",
    "Your loop waits one step too long, so an improvement that comes right then is still caught. "
    "Stop as soon as `patience` steps in a row have not improved: test for `>= patience`, not for "
    "`> patience`.",
    stopper_class=waiting_stoppers.WaitsOneMore,
)
_part(
    "waits_one_less",
    "Your loop stops one step too soon, so it may give up just before the error improves. The step "
    "that improved is not one of the `patience` steps that are waited: the counter is 0 there, and "
    "1 after the next step.",
    stopper_class=waiting_stoppers.WaitsOneLess,
)
_part(
    "first_step_waits",
    "Your loop counts step 0 as a step without improvement: its error is not lower than the best "
    "one, which is that very error. So it gives up one step too soon where nothing improves at the "
    "start. Step 0 always improves; the waiting starts after it.",
    stopper_class=waiting_stoppers.FirstUpdateWaits,
)
_part(
    "counts_equal_errors",
    "Your loop takes a validation error that is equal to the best one for an improvement, so on a "
    "plateau it would wait forever. A step improves only where its error is lower: use `<` instead "
    "of `<=`.",
    stopper_class=improving_stoppers.CountsEqualValues,
)
_part(
    "waits_in_total",
    "Your loop counts the steps without improvement over the whole training, so an error that goes "
    "up and down uses up the patience while it is still falling. Only steps in a row count: set "
    "the counter back to 0 whenever the validation error improves.",
    stopper_class=waiting_stoppers.WaitsInTotal,
)
_part(
    "compares_with_the_previous",
    "Your loop compares each validation error with the one of the step before, so any small dip "
    "counts as an improvement, even far above the best error, and training goes on and on. Compare "
    "with the best error so far.",
    stopper_class=improving_stoppers.ComparesWithThePrevious,
)
_part(
    "keeps_the_first_w",
    "Your w is still the one of step 0, so all that was learned is lost. Take a new copy of w "
    "whenever the validation error improves.",
    stopper_class=keepers.KeepsTheFirstWeights,
)
