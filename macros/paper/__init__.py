"""PDFs to fill in: from a sheet or a pack to a document, to a PDF, to the shelf in pdf/ that a build copies from.

documents: what becomes a PDF, and its HTML. blanks: the fields in it. pdf: WeasyPrint. mend: what WeasyPrint leaves undone.
shelf: pdf/list.json. press: the verb `run.py pdf`. Nothing but pdf and mend needs more than the site does.
"""
