"""Many tours solved at once: in this process, in several, or by a Dask cluster."""
