"""The signs and words that pupils type in formulas."""

from __future__ import annotations

# What looks the same on paper is the same: Russian letters in the place of Latin ones.
LOOKALIKES = str.maketrans("асеорхуАВЕКМНОРСТХіј", "aceopxyABEKMHOPCTXij")

SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿˣ", "0123456789-+nx", strict=True))
SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))

PLAIN = str.maketrans(
    {
        **dict.fromkeys("−–—‒‑", "-"),
        **dict.fromkeys("×·∙⋅•∗✕", "*"),
        **dict.fromkeys("÷⁄∕:", "/"),
        **dict.fromkeys("≤⩽", "≤"),
        **dict.fromkeys("≥⩾", "≥"),
        **dict.fromkeys("\u00a0\u2009\u202f\u2007\t\n\r", " "),
        "∣": "|",
        "µ": "μ",
        "ϕ": "φ",
        "½": "(1/2)",
        "¼": "(1/4)",
        "¾": "(3/4)",
        "⅓": "(1/3)",
        "⅔": "(2/3)",
        **dict.fromkeys("⇒⟶⟹", "→"),
        **dict.fromkeys("⇔≡⟷⟺", "↔"),
        "$": None,
    }
)

# Functions by all their names; the names that lead to nothing here are told to the pupil.
FUNCTIONS = {
    **{"sin": "sin", "cos": "cos", "tg": "tan", "tan": "tan", "sec": "sec"},
    **{"ctg": "cot", "cot": "cot", "cotg": "cot", "ctan": "cot", "cosec": "csc", "csc": "csc"},
    **{"arcsin": "asin", "arccos": "acos", "arctg": "atan", "arctan": "atan", "atan": "atan"},
    **{"arcctg": "arcctg", "arccot": "arcctg", "arcctan": "arcctg", "asin": "asin", "acos": "acos"},
    **{"sh": "sinh", "sinh": "sinh", "ch": "cosh", "cosh": "cosh", "th": "tanh", "tanh": "tanh"},
    **{"cth": "coth", "coth": "coth", "exp": "exp", "ln": "ln", "lg": "lg", "log": "log"},
    **{"sqrt": "sqrt", "cbrt": "cbrt", "abs": "abs", "sign": "sign", "sgn": "sign"},
}

GREEK = {
    **{"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε"},
    **{"zeta": "ζ", "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν"},
    **{"xi": "ξ", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "varphi": "φ", "chi": "χ"},
    **{"psi": "ψ", "omega": "ω", "Delta": "Δ", "Omega": "Ω", "Phi": "Φ"},
}
GREEK_LETTERS = frozenset(GREEK.values())

# Commands of TeX that are a sign of the calculator's notation.
TEX_SIGNS = {
    **{"cdot": "*", "times": "*", "ast": "*", "div": "/", "pi": "π", "infty": "∞", "pm": "±"},
    **{"mp": "∓", "le": "≤", "leq": "≤", "leqslant": "≤", "ge": "≥", "geq": "≥", "geqslant": "≥"},
    **{"ne": "≠", "neq": "≠", "lt": "<", "gt": ">", "cup": "∪", "cap": "∩", "in": "∈"},
    **{"emptyset": "∅", "varnothing": "∅", "lvert": "|", "rvert": "|", "vert": "|", "mid": "|"},
    **{"lbrack": "[", "rbrack": "]", "circ": "°", "lor": "∨", "vee": "∨", "land": "∧"},
    **{"wedge": "∧", "mathbb{R}": "ℝ", "neg": "¬", "lnot": "¬", "oplus": "⊕"},
    **{"to": "→", "rightarrow": "→", "implies": "→", "Rightarrow": "→"},
    **{"leftrightarrow": "↔", "Leftrightarrow": "↔", "iff": "↔", "equiv": "↔"},
}
TEX_SILENT = frozenset(
    {"left", "right", "big", "Big", "bigl", "bigr", "Bigl", "Bigr", "displaystyle", "limits"}
    | {"quad", "qquad", "thinspace", ",", ";", "!", ":", " "}
)

# Words between statements.
WORDS = {
    **{"или": "OR", "or": "OR", "и": "AND", "and": "AND", "не": "NOT", "not": "NOT"},
}

# Answers in words to «for which x?».
TRUTHS = {
    **dict.fromkeys(("нет решений", "решений нет", "нет корней", "корней нет"), "none"),
    **dict.fromkeys(("любое число", "любые числа", "все числа", "любое"), "all"),
}
