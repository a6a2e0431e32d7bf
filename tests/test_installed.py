"""The walk of somebody who has the wheel only, in an environment without the source.

Its libraries are those of the environment at work, seen through a path file: nothing is downloaded.
"""

from __future__ import annotations

import os
import shutil
import site
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from khacphuc.data.xlsx.register import REGISTER

from .office import forms

ROOT = Path(__file__).parents[1]
#: What Windows lacks, or refuses to who is no administrator: links and fork.
WINDOWS = """\
import os

def refuse(*_arguments, **_keywords):
    raise OSError(22, "A required privilege is not held by the client")

os.symlink = refuse
for name in ("fork", "forkpty", "register_at_fork"):
    delattr(os, name)

import io

if locked := os.environ.get("LOCKED"):
    open_file = io.open

    def open_unlocked(file, *arguments, **keywords):
        if str(file).endswith(locked):
            raise PermissionError(13, "The process cannot access the file", str(file))
        return open_file(file, *arguments, **keywords)

    io.open = open_unlocked
"""
UNITS = "unit_id,name,level,parent,valid_from,valid_to\nDV1,Tỉnh Hoa Mơ,province,,,\n"


def call(*command: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """What a command leaves, without the paths of the environment at work."""
    variables = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
    arguments = [str(part) for part in command]
    return subprocess.run(arguments, cwd=cwd, env=variables | environment, capture_output=True, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    options = ("--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", folder)
    done = call(sys.executable, "-m", "pip", "wheel", *options, ROOT, cwd=folder)
    assert done.returncode == 0, done.stderr.decode()
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def scripts(tmp_path_factory, wheel) -> Path:
    """The folder of the commands of an environment in which only the wheel is installed."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    python = next(
        folder / place for place in ("bin/python", "Scripts/python.exe") if (folder / place).exists()
    )
    done = call(
        *(
            sys.executable,
            "-m",
            "pip",
            "--python",
            python,
            "install",
            "--quiet",
            "--no-deps",
            "--no-index",
            wheel,
        ),
        cwd=folder,
    )
    assert done.returncode == 0, done.stderr.decode()
    packages = next(path for path in folder.rglob("site-packages") if (path / "khacphuc").is_dir())
    (packages / "libraries.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    return python.parent


def fill_in(project: Path) -> None:
    """What an office puts into its project: here all that Tây Ninh typed for 2021."""
    for part in ("params/2021.yml", "params/2021.md"):
        shutil.copyfile(ROOT / part, project / part)
    for part in ("data/raw/2021", "data/raw/reference/tay-ninh"):
        shutil.copytree(ROOT / part, project / part)


def begin(khacphuc: Path, folder: Path, language: str, **environment: str) -> Path:
    """What the guide says, from nothing to a report that is filled in; gives the project."""
    done = call(khacphuc, "init", "my-office", cwd=folder, **environment)
    assert (done.returncode, done.stderr) == (0, b"")
    project = folder / "my-office"
    (project / "units.csv").write_text(UNITS, encoding="utf-8")
    arguments = ("new", "2024", "--office", "hoa-mo", "--units", "units.csv")
    done = call(khacphuc, *arguments, cwd=project, **environment)
    assert (done.returncode, done.stderr) == (0, b"")
    forms.fill(project / "data" / "raw" / "2024" / REGISTER, forms.SMALL_YEAR)
    forms.write_prose(project / "params" / "2024.md")
    parameters = project / "params" / "2024.yml"
    text = parameters.read_text(encoding="utf-8").replace('language: "vi"', f'language: "{language}"')
    parameters.write_text(text.replace("[…]", "HOA MƠ"), encoding="utf-8")
    return project


@pytest.mark.full  # in make test, tests/office begins runs in this process
@pytest.mark.untraced
@pytest.mark.parametrize(
    ("language", "words"), [("vi", "lần chạy 2024: đã công bố"), ("en", "run 2024: published")]
)
def test_a_first_report_is_published_without_a_failed_run(scripts, tmp_path, language, words):
    """Whoever follows the guide needs one run, in either language; nothing says that it went wrong."""
    project = begin(scripts / "khacphuc", tmp_path, language)
    done = call(scripts / "khacphuc", "run", "2024", cwd=project)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().startswith(words)
    assert (project / "reports" / "2024" / "report.docx").is_file()


@pytest.mark.full  # in make test, tests/office makes projects in this process
@pytest.mark.untraced
def test_a_report_is_published_with_the_wheel_only(scripts, wheel, tmp_path):
    """It is made, filled and published, upgraded, and gets another run; a checkout finds it the same."""
    khacphuc = scripts / "khacphuc"
    done = call(khacphuc, "init", "my-office", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    project = tmp_path / "my-office"
    assert f"khacphuc[lab] @ {wheel.as_uri()}#sha256=" in (project / "environment.yml").read_text("utf-8")
    done = call(khacphuc, "run", "--all", cwd=project)
    assert done.returncode == 2
    assert b"there is no run yet; khacphuc new RUN --office ID begins one" in done.stderr
    fill_in(project)
    done = call(khacphuc, "run", "2021", cwd=project)
    assert done.returncode == 0, done.stderr.decode()
    done = call(khacphuc, "init", "--upgrade", cwd=project)
    assert done.stdout.rstrip().endswith(b"nothing to replace")
    done = call(khacphuc, "new", "2024", "--office", "ha-noi", cwd=project)
    assert done.returncode == 0, done.stderr.decode()
    done = call(khacphuc, "check", "2024", cwd=project)
    assert done.returncode == 1, done.stderr.decode()
    assert "VD-01" in done.stdout.decode(), "its workbook has nothing but examples yet"
    done = call(sys.executable, "-m", "khacphuc", "run", "2021", cwd=project, PYTHONPATH=str(ROOT / "src"))
    assert b"2021: " in done.stdout
    assert not done.stderr, "a checkout makes again what the wheel made, so it takes them for two programs"


@pytest.mark.full  # in make test, publishing without links and kernels without fork are tested apart
@pytest.mark.untraced
def test_a_report_is_published_where_windows_would(scripts, tmp_path):
    """Without links and fork, on a console of Western Europe: published; a workbook in use is a sentence."""
    (tmp_path / "windows").mkdir()
    (tmp_path / "windows" / "sitecustomize.py").write_text(WINDOWS, encoding="utf-8")
    windows = {"PYTHONPATH": str(tmp_path / "windows"), "PYTHONIOENCODING": "cp1252", "LANG": "C"}
    khacphuc = scripts / "khacphuc"
    project = begin(khacphuc, tmp_path, "vi", **windows)
    done = call(khacphuc, "run", "2024", cwd=project, LOCKED=REGISTER, **windows)
    assert done.returncode == 2
    assert "register.xlsx: cannot be read" in (message := " ".join(done.stderr.decode("cp1252").split()))
    assert "close it where it is open" in message
    assert "Traceback" not in message
    done = call(khacphuc, "run", "2024", cwd=project, **windows)
    printed, errors = (text.decode("cp1252") for text in (done.stdout, done.stderr))
    assert done.returncode == 0, errors
    assert printed.startswith("lân chay 2024: dã công bô")
    assert "?" not in printed
    assert "Traceback" not in errors
    assert errors.count("kernels are started one by one") == 1
    assert (project / "reports" / "2024" / "report.pdf").is_file()
    assert not (project / "reports" / "2024").is_symlink()
