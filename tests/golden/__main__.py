"""Write the expected texts anew."""

import contextlib
import io
import os

from tests.golden import COMMANDS, FOLDER
from tui.cli import main

os.environ["COLUMNS"] = "80"
for name, arguments in COMMANDS.items():
    with contextlib.redirect_stdout(io.StringIO()) as out:
        main(["--store", os.devnull + "/none", *arguments])
    (FOLDER / name).write_text(out.getvalue(), encoding="utf-8", newline="")
