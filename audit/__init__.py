"""Runs every experiment again under other conditions: where does each conclusion hold?

`finding` collects the experiments that lessons declare, `running` runs what is not known yet,
`keeping` holds the results in small files, `showing` prints them.
"""
