"""What a PDF is drawn with: papers, style sheets, faces and our own steps, as paths below the project's root."""

from __future__ import annotations

PAPERS = {"a4": "A4", "letter": "letter"}
SHEETS = ("site_overrides/assets/css/paper.css", "macros/paper/pdf.css")
CARDS = "site_overrides/assets/css/cards.css"  # for packs alone
FACES = ("macros/paper/fonts/kit-text-400.ttf", "macros/paper/fonts/kit-text-700.ttf", "site_overrides/assets/fonts/besley-600.woff2")
STEPS = ("macros/paper/blanks.py", "macros/paper/mend.py", "macros/paper/pdf.py")
DRAWN_WITH = (*SHEETS, *FACES, *STEPS)
