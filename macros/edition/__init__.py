"""Editions: an institution's own words, laid over the kit by id, checked, and written out as a complete ordinary project.

Nothing else in macros/ knows of editions; the command line hands the verb `edition` on to commands.py.
"""
