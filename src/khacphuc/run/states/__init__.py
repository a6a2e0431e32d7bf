"""Where runs stand, from what lies in their folders: for lists, the front page and the schedule."""

from khacphuc.run.states.run_state import STATES, RunState, StateName, read_state, read_states

__all__ = ["STATES", "RunState", "StateName", "read_state", "read_states"]
