"""Small cells out of published breakdowns, in such a way that totals do not give them back.

`onderdruk` does one table, `onderdruk_samen` several tables that are published side by side, and `verdun`
a running total.
"""

from plaatsing.onderdrukking.onderdruk import onderdruk, onderdruk_samen
from plaatsing.onderdrukking.reeks import verdun
from plaatsing.onderdrukking.uitsplitsing import TOTAAL, Uitsplitsing

__all__ = ["TOTAAL", "Uitsplitsing", "onderdruk", "onderdruk_samen", "verdun"]
