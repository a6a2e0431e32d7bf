"""Make the WOFF2 subsets the HTML report embeds: Latin, Vietnamese, and the signs offices type.

Also writes the hashes of all faces and subsets, which ``khacphuc doctor`` compares.

Run after the TTF files change (needs ``brotli``, which the package itself does not)::

    python scripts/subset_fonts.py
"""

from __future__ import annotations

from hashlib import sha256

from fontTools.subset import Options, Subsetter, load_font, save_font

from khacphuc.fonts import FACES, SUMS

SIGNS = "–—‑‒…«»‹›“”„‘’‚•·→←↑↓≥≤≠≈×÷±−½¼¾⅓°§²³¹№₫€%‰†‡©®™■□▲▼◊∞√∑"
RANGES = (
    (0x20, 0x7E),  # ASCII
    (0xA0, 0x17F),  # Latin-1, Latin Extended-A (ă, đ, ĩ, ũ)
    (0x1A0, 0x1B0),  # ơ, ư
    (0x300, 0x304),  # combining marks, for text that is not NFC
    (0x306, 0x306),
    (0x309, 0x309),
    (0x31B, 0x31B),
    (0x323, 0x323),
    (0x1EA0, 0x1EF9),  # Vietnamese letters with marks
    (0x2000, 0x200B),  # spaces
    (0x202F, 0x202F),
)


def main() -> None:
    """Write one subset beside each face and print its size."""
    wanted = {code for first, last in RANGES for code in range(first, last + 1)} | {
        ord(sign) for sign in SIGNS
    }
    for face in FACES:
        options = Options()
        options.flavor = "woff2"
        options.layout_features = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum", "lnum"]
        options.name_IDs = ["*"]  # the licence stays in the file
        options.hinting = False
        options.recalc_timestamp = False
        font = load_font(str(face.ttf), options)
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=wanted)
        subsetter.subset(font)
        save_font(font, str(face.woff2), options)
        print(f"{face.woff2.name}: {face.woff2.stat().st_size / 1024:.0f} KB")
    files = sorted(file for face in FACES for file in (face.ttf, face.woff2))
    lines = [f"{sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    SUMS.write_text("".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
