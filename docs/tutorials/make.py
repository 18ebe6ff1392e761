"""Makes safety.sav, the invented file of the tutorial: python3 make.py (needs pyreadstat, pandas, numpy)."""
import numpy as np
import pandas as pd
import pyreadstat

chance = np.random.default_rng(20260401)
districts = ["Střed", "Sever", "Jih", "Za Řekou", "Lhota"]
worse = [0.45, 0.30, 0.25, 0.28, 0.15]
rows = []
for number, (district, share) in enumerate(zip(districts, worse), start=1):
    houses = [40, 30, 30, 20, 12][number - 1]
    drawn = [14, 10, 10, 8, 5][number - 1]
    for house in range(drawn):
        mood = chance.normal(0, 0.08)
        for _ in range(12):
            unsafe = chance.random() < min(max(share + mood, 0.02), 0.95)
            answer = chance.choice([3, 4], p=[0.7, 0.3]) if unsafe else chance.choice([1, 2], p=[0.35, 0.65])
            missing = chance.random()
            answer = 98 if missing < 0.04 else 99 if missing < 0.06 else answer
            rows.append((number, number * 100 + house, houses, houses * 60 / (drawn * 12), answer,
                         chance.integers(15, 90), chance.choice([1, 2])))
data = pd.DataFrame(rows, columns=["obvod", "dum", "domu", "vaha", "tma", "vek", "pohlavi"]).astype(float)
pyreadstat.write_sav(
    data, "safety.sav",
    file_label="Pocit bezpečí – smyšlená data",
    column_labels=["Městský obvod", "Vybraný dům", "Domů v obvodu", "Váha",
                   "Jak bezpečně se cítíte po setmění v okolí bydliště?", "Věk", "Pohlaví"],
    variable_value_labels={
        "obvod": {float(i): name for i, name in enumerate(districts, start=1)},
        "tma": {1.0: "velmi bezpečně", 2.0: "spíše bezpečně", 3.0: "trochu nebezpečně", 4.0: "velmi nebezpečně",
                98.0: "nevím", 99.0: "nechci odpovědět"},
        "pohlavi": {1.0: "žena", 2.0: "muž"},
    },
    missing_ranges={"tma": [98.0, 99.0]},
)
