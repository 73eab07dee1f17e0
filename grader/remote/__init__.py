"""The wire: an answer is asked in its own process, and only plain data crosses.

`plain` says what plain data is, `wire` turns it into bytes and back (`npz` reads arrays, `decode`
looks at all types, `generators` at states), `responder` answers where the student's code runs,
`serve` stands before it. `exchange` asks from outside, within limits, and `reply` looks at what
comes; `process` and `socket_process` say over what. `models` carries Keras models as configuration
and weights; `built_in` says what a configuration may name, `building` how large a model may be.
Nothing here imports the references or the checks; whatever comes from an answer may be forged.
"""
