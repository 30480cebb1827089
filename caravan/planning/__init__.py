"""Finding plans: days are enumerated exactly, then chosen exactly."""
