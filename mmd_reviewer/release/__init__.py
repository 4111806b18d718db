"""A program to hand out: built in a folder, described, looked through, packed.

`python3 dev.py build` runs `build.py`; `build.spec` beside `dev.py` says what PyInstaller takes and
leaves. Nothing here is part of the program.
"""
