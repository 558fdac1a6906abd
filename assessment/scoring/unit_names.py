"""Names of units and prefixes as Russian and international school books write them (data).

ГОСТ 8.417-2024 for units and prefixes; to each the name that pint knows it by. ``True`` where
prefixes go before it.
"""

from __future__ import annotations

# Power of ten by prefix.
PREFIXES: dict[str, int] = {
    "да": 1, "г": 2, "к": 3, "М": 6, "Г": 9, "Т": 12, "П": 15, "Э": 18,
    "д": -1, "с": -2, "м": -3, "мк": -6, "н": -9, "п": -12, "ф": -15, "а": -18,
    "da": 1, "h": 2, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18,
    "d": -1, "c": -2, "m": -3, "µ": -6, "μ": -6, "u": -6, "n": -9, "p": -12, "f": -15, "a": -18,
}  # fmt: skip

UNITS: dict[str, tuple[str, bool]] = {
    "м": ("meter", True), "m": ("meter", True),
    "г": ("gram", True), "g": ("gram", True),
    "с": ("second", True), "s": ("second", True), "сек": ("second", False),
    "мин": ("minute", False), "min": ("minute", False),
    "ч": ("hour", False), "час": ("hour", False), "h": ("hour", False),
    "сут": ("day", False), "нед": ("week", False), "год": ("year", False), "лет": ("year", False),
    "А": ("ampere", True), "A": ("ampere", True),
    "К": ("kelvin", True), "K": ("kelvin", True),
    "моль": ("mole", True), "mol": ("mole", True),
    "кд": ("candela", True), "cd": ("candela", True),
    "Н": ("newton", True), "N": ("newton", True),
    "Дж": ("joule", True), "J": ("joule", True),
    "Вт": ("watt", True), "W": ("watt", True),
    "Па": ("pascal", True), "Pa": ("pascal", True),
    "Гц": ("hertz", True), "Hz": ("hertz", True),
    "Кл": ("coulomb", True), "C": ("coulomb", True),
    "В": ("volt", True), "V": ("volt", True),
    "Ом": ("ohm", True), "Ω": ("ohm", True), "Ohm": ("ohm", True),
    "Ф": ("farad", True), "F": ("farad", True),
    "См": ("siemens", True), "S": ("siemens", True),
    "Тл": ("tesla", True), "T": ("tesla", True),
    "Вб": ("weber", True), "Wb": ("weber", True),
    "Гн": ("henry", True), "H": ("henry", True),
    "лм": ("lumen", True), "lm": ("lumen", True), "лк": ("lux", True), "lx": ("lux", True),
    "Бк": ("becquerel", True), "Bq": ("becquerel", True),
    "Гр": ("gray", True), "Gy": ("gray", True), "Зв": ("sievert", True), "Sv": ("sievert", True),
    "л": ("liter", True), "l": ("liter", True), "L": ("liter", True),
    "т": ("metric_ton", True), "t": ("metric_ton", True), "ц": ("ru_quintal", False),
    "га": ("hectare", False), "ha": ("hectare", False),
    "аем": ("unified_atomic_mass_unit", False), "amu": ("unified_atomic_mass_unit", False),
    "in": ("inch", False), "дюйм": ("inch", False), "ft": ("foot", False), "фут": ("foot", False),
    "mi": ("mile", False), "миля": ("mile", False), "cc": ("cubic_centimeter", False),
    "эВ": ("electron_volt", True), "eV": ("electron_volt", True),
    "кал": ("calorie", True), "cal": ("calorie", True),
    "атм": ("standard_atmosphere", False), "atm": ("standard_atmosphere", False),
    "бар": ("bar", True), "bar": ("bar", True),
    "Втч": ("watt_hour", True), "Wh": ("watt_hour", True),
    "°C": ("degree_Celsius", False), "°С": ("degree_Celsius", False),
    "°F": ("degree_Fahrenheit", False),
    "°": ("degree", False), "рад": ("radian", True), "rad": ("radian", True),
    "дптр": ("ru_diopter", False), "dpt": ("ru_diopter", False), "лс": ("metric_horsepower", False),
    "%": ("percent", False), "об": ("turn", False),
    "бит": ("bit", True), "bit": ("bit", True), "Б": ("byte", True), "байт": ("byte", True),
    "B": ("byte", True), "byte": ("byte", True),
}  # fmt: skip

# Words for units, in the forms that stand behind a number.
WORDS: dict[str, str] = {
    "метр": "м", "метра": "м", "метров": "м", "метры": "м",
    "километр": "км", "километра": "км", "километров": "км",
    "сантиметр": "см", "сантиметра": "см", "сантиметров": "см",
    "миллиметр": "мм", "миллиметра": "мм", "миллиметров": "мм",
    "грамм": "г", "грамма": "г", "граммов": "г",
    "килограмм": "кг", "килограмма": "кг", "килограммов": "кг",
    "тонна": "т", "тонны": "т", "тонн": "т", "центнер": "ц", "центнера": "ц", "центнеров": "ц",
    "секунда": "с", "секунды": "с", "секунд": "с",
    "минута": "мин", "минуты": "мин", "минут": "мин",
    "часа": "ч", "часов": "ч", "сутки": "сут", "суток": "сут",
    "день": "сут", "дня": "сут", "дней": "сут", "неделя": "нед", "недели": "нед", "недель": "нед",
    "года": "год", "литр": "л", "литра": "л", "литров": "л",
    "гектар": "га", "гектара": "га", "гектаров": "га",
    "ньютон": "Н", "ньютона": "Н", "ньютонов": "Н", "джоуль": "Дж", "джоуля": "Дж",
    "джоулей": "Дж", "ватт": "Вт", "ватта": "Вт", "паскаль": "Па", "паскаля": "Па",
    "паскалей": "Па", "герц": "Гц", "герца": "Гц", "вольт": "В", "вольта": "В",
    "ампер": "А", "ампера": "А", "кельвин": "К", "кельвина": "К", "кельвинов": "К",
    "градус": "°", "градуса": "°", "градусов": "°", "процент": "%", "процента": "%",
    "процентов": "%", "кулон": "Кл", "кулона": "Кл",
}  # fmt: skip

# Written together although each is a product; pint needs no name of them.
PRODUCTS: dict[str, str] = {"Нм": "Н·м", "кгм": "кг·м", "ммртст": "mmHg", "mmHg": "mmHg"}
