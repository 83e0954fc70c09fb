"""Rule sets (beleid): dated figures and choices of policy, each with its source and certainty."""

from plaatsing.beleid.lezen import beleid_bytes, list_beleid, read_beleid
from plaatsing.beleid.regelset import Beleid
from plaatsing.beleid.tarief import Tarief

__all__ = ["Beleid", "Tarief", "beleid_bytes", "list_beleid", "read_beleid"]
