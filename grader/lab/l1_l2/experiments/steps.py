"""Given gradients, as the optimizers of Keras and PyTorch take them."""


def keras_steps(optimizer, start, gradients):
    """Where a Keras optimizer takes the weights `start`, (d,), with `gradients`, (steps, d)."""
    import keras

    variable = keras.Variable(start, dtype="float64")
    optimizer.build([variable])
    for gradient in gradients:
        optimizer.apply([keras.ops.convert_to_tensor(gradient, "float64")])
    return variable.numpy()


def torch_steps(make_optimizer, start, gradients):
    """Where a PyTorch optimizer takes the same; `make_optimizer` gets the list of parameters."""
    import torch

    parameter = torch.nn.Parameter(torch.tensor(start))
    optimizer = make_optimizer([parameter])
    for gradient in gradients:
        parameter.grad = torch.tensor(gradient)
        optimizer.step()
    return parameter.detach().numpy()
