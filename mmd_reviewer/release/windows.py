"""What Windows is told of the program: sharp at every size of the screen, and its version."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

MANIFEST = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3">
    <security><requestedPrivileges>
      <requestedExecutionLevel level="asInvoker" uiAccess="false"/>
    </requestedPrivileges></security>
  </trustInfo>
  <compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1"><application>
    <supportedOS Id="{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"/>
  </application></compatibility>
  <application xmlns="urn:schemas-microsoft-com:asm.v3">
    <windowsSettings>
      <dpiAware xmlns="http://schemas.microsoft.com/SMI/2005/WindowsSettings">true/pm</dpiAware>
      <dpiAwareness xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings"
        >PerMonitorV2, PerMonitor</dpiAwareness>
      <activeCodePage xmlns="http://schemas.microsoft.com/SMI/2019/WindowsSettings"
        >UTF-8</activeCodePage>
      <longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings"
        >true</longPathAware>
    </windowsSettings>
  </application>
</assembly>
"""


def words_of_version(built: Path) -> dict[str, str]:
    """What the properties of the program's file say."""
    told = json.loads(built.read_bytes())
    return {
        "FileDescription": "MMD Reviewer",
        "ProductName": "MMD Reviewer",
        "CompanyName": "MMD Reviewer contributors",
        "FileVersion": told["version"],
        "ProductVersion": f"{told['version']} {told['day']} {told['sources'][:16]}",
        "LegalCopyright": "MIT licence",
        "OriginalFilename": "mmd-reviewer.exe",
    }


def version_resource(built: Path) -> Any:
    """PyInstaller's version resource; its module loads on Windows alone."""
    from PyInstaller.utils.win32 import versioninfo as v

    words = words_of_version(built)
    parts = [int(part) for part in words["FileVersion"].split(".")] + [0, 0, 0]
    numbers = tuple(parts[:4])
    strings = [v.StringStruct(name, text) for name, text in words.items()]
    english, unicode = 0x0409, 1200
    return v.VSVersionInfo(
        ffi=v.FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[
            v.StringFileInfo([v.StringTable(f"{english:04X}{unicode:04X}", strings)]),
            v.VarFileInfo([v.VarStruct("Translation", [english, unicode])]),
        ],
    )
