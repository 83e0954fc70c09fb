"""An independent proof of a plan: every rule recomputed from the case and the tables of the plan.

Nothing here imports the model, what builds it, or what made the plan's figures; the rules are
written down a second time, from their wording.
"""

from plaatsing.verify.bevinding import Bevinding, Verificatie
from plaatsing.verify.run import verify_run
from plaatsing.verify.toetsen import verify

__all__ = ["Bevinding", "Verificatie", "verify", "verify_run"]
