# Відкриті дані про події міської поліції. Назви наборів і стовпців.

offences-open = Таблиці для завантаження

open-offences-months = Події, повідомлені міській поліції, за місяцями
open-offences-months-text = Скільки подій повідомили міській поліції, за місяцями, категоріями та міськими округами, як їх оприлюднило місто. Того, що патрулі виявили самі, тут немає. Числа від 1 до 4 та інші, з яких їх можна було б обчислити, приховано.
open-offences-words = міська поліція, правопорушення, злочинність, події, міський округ, дільниця
open-offences-years = Події, повідомлені міській поліції, за роками
open-offences-years-text = Скільки подій повідомили міській поліції за цілі роки, за категоріями, міськими округами та дільницями, з кількістю на 1 000 мешканців. Числа від 1 до 4 та інші, з яких їх можна було б обчислити, приховано.
open-offences-layer = Округи за подіями міської поліції
open-offences-layer-text = Міські округи з кількістю подій, повідомлених міській поліції за останній цілий рік, як її оприлюднило місто. Округ, узятий з реєстру адрес, не має форми на карті.

open-offences-month = Місяць
open-offences-month-meaning = Місяць, коли про подію повідомили, наприклад 2026-03
open-offences-year = Рік
open-offences-year-meaning = Цілий рік, за який повідомлено про події
open-offences-district = Округ
open-offences-district-meaning = Код міського округу; зірочка означає все місто, дефіс – події, які не лежать у жодному окрузі
open-offences-precinct = Дільниця
open-offences-precinct-meaning = Код дільниці, частину якої всередині округу враховано; зірочка означає весь округ
open-offences-category = Категорія
open-offences-category-meaning = Код категорії, кожна подія належить до однієї; зірочка означає всі разом, rest – інші
open-offences-code = Код округу
open-offences-code-meaning = Код міського округу в реєстрі RÚIAN
open-offences-district-name = Назва округу
open-offences-district-name-meaning = Назва міського округу
open-offences-precinct-name = Назва дільниці
open-offences-precinct-name-meaning = Назва дільниці міської поліції
open-offences-category-name = Назва категорії
open-offences-category-name-meaning = Категорія словами, чеською
open-offences-state = Стан
open-offences-state-meaning = figure: число наведено, protected: приховано, щоб із чисел не можна було дізнатися нічого про окремих людей. Приховане не є нулем.
open-offences-events = Події
open-offences-events-meaning = Кількість повідомлених подій; у прихованого її немає
open-offences-residents = Мешканці
open-offences-residents-meaning = Скільки людей живе на території; немає там, де це невідомо
open-offences-rate = На 1 000 мешканців
open-offences-rate-meaning = Кількість подій на 1 000 мешканців
open-offences-low = Нижня межа
open-offences-low-meaning = Нижня межа 95-відсоткового інтервалу кількості на 1 000 мешканців
open-offences-high = Верхня межа
open-offences-high-meaning = Верхня межа 95-відсоткового інтервалу кількості на 1 000 мешканців
open-offences-against-city = Порівняно з містом
open-offences-against-city-meaning = higher: показник достеменно вищий, ніж у всьому місті, lower: достеменно нижчий, same: не можна розрізнити, unknown: невідомо
open-offences-release = Випуск
open-offences-release-meaning = Який це випуск даних; випуск ніколи не змінюється
