"""Settings that hold for every test."""

from hypothesis import settings

settings.register_profile("plaatsing", derandomize=True, deadline=None)
settings.load_profile("plaatsing")
