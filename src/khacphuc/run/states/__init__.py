"""Where runs stand, from what lies in their folders: for lists, the front page and the schedule."""

from khacphuc.run.states.run_state import STATE_NAMES, RunState, StateName, read_state, read_states

__all__ = ["STATE_NAMES", "RunState", "StateName", "read_state", "read_states"]
