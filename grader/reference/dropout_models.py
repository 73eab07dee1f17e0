"""The Keras models of the dropout lesson, and the PyTorch twin of one of them.

Each function imports its framework itself: importing this module costs nothing.
"""


def build_dropout_model(n_features):
    """A binary classifier: Dense(64, relu), Dropout(0.5), Dense(1, sigmoid), compiled."""
    from keras import Input, Sequential
    from keras.layers import Dense, Dropout

    model = Sequential(
        [
            Input((n_features,)),
            Dense(64, activation="relu"),
            Dropout(0.5),
            Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model


def build_dropout_mlp():
    """A classifier of 784 pixels into 10 classes with dropout of 0.5 and 0.3, compiled."""
    from keras import Input, Sequential
    from keras.layers import Dense, Dropout

    model = Sequential(
        [
            Input((784,)),
            Dense(128, activation="relu"),
            Dropout(0.5),
            Dense(64, activation="relu"),
            Dropout(0.3),
            Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def build_dropout_cnn():
    """A classifier of 28 x 28 images, with dropout of 0.5 before the last layer, compiled."""
    from keras import Input, Sequential
    from keras.layers import Conv2D, Dense, Dropout, Flatten, MaxPooling2D

    model = Sequential(
        [
            Input((28, 28, 1)),
            Conv2D(32, (3, 3), activation="relu"),
            MaxPooling2D((2, 2)),
            Conv2D(64, (3, 3), activation="relu"),
            MaxPooling2D((2, 2)),
            Flatten(),
            Dense(128, activation="relu"),
            Dropout(0.5),
            Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def dropout_net():
    """Make a ``DropoutNet``: the network of `build_dropout_mlp` in PyTorch, giving logits."""
    from torch import nn

    class DropoutNet(nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = nn.Sequential(
                nn.Linear(784, 128),
                nn.ReLU(),
                nn.Dropout(0.5),
                nn.Linear(128, 64),
                nn.ReLU(),
                nn.Dropout(0.3),
                nn.Linear(64, 10),
            )

        def forward(self, x):
            return self.layers(x)

    return DropoutNet()
