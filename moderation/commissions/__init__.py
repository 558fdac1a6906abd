"""Calls for authors: where the framework has too little material, the institute asks for it."""
