# Хвилі поруч.

survey-tab-compare = Зміни
survey-over-time = Порівняно з іншими хвилями
survey-compare-lead = Що змінилося порівняно з іншими хвилями і що з цього можна стверджувати. Різниця — завжди пізніша хвиля мінус раніша.
survey-compare-none = Жодна інша хвиля не запитувала про те саме, порівнювати немає з чим.
survey-compare-independent = Хвилі вважаємо незалежними вибірками.
survey-compare-same-clusters = { $wave }: обидві хвилі частково вибирали з тих самих груп. Наскільки їхні результати пов’язані, ми не знаємо, тому вважаємо їх незалежними; інтервали різниць через це радше ширші.
survey-compare-unfit = Хвилю { $wave } не можна порівняти: { $reason }
survey-compare-family = Разом оцінюємо різниць: { $count }; запитань { $items }, місць щонайбільше { $places } (усе місто та округи). Значення p скориговане на них (Голм, 5 %), інтервал — ні.
survey-compare-caption = { $before } і { $after }
survey-compare-difference = Різниця
survey-compare-p = Скориговане p
survey-compare-detectable = Найменша виявна зміна
survey-compare-not = не порівнюється
survey-compare-few = Не порівнюємо там, де відповіло мало людей або де число не публікується.
survey-compare-refused = { $wave }: не порівнюємо. { $reason }
survey-compare-break = ≠ Розрив у ряді: { $what }
survey-compare-mark = { $wave }, { $place }
survey-compare-chart = Повна крапка — ця хвиля, порожні — інші хвилі; лінія — інтервал із довірою 95 %. Де хвилі запитували інакше, стоїть знак ≠ і слова. Ті самі числа є в таблиці.
survey-unlike-sample = інший вид вибірки або відкрите опитування
survey-unlike-mode = інший спосіб опитування
survey-unlike-contractor = інший виконавець
survey-unlike-population = інше коло людей
survey-unlike-wording = інше формулювання запитання або відповідей
