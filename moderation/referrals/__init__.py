"""Works that regional institutes send up to the central one."""
