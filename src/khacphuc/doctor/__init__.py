"""``khacphuc doctor``: examines what makes runs slow on this machine or would stop them."""
