# Робоче місце: що чекає на мене, список, карта, календар
cases-door-today = Сьогодні
cases-door-calendar = Календар
cases-door-cases = Справи
cases-door-map = Карта справ

cases-today-title = Сьогодні
cases-today-nothing = На вас нічого не чекає.
cases-today-waiting =
    { $count ->
        [one] На вас чекає { $count } справа.
        [few] На вас чекають { $count } справи.
        [many] На вас чекає { $count } справ.
       *[other] На вас чекає { $count } справи.
    }
cases-today-late =
    { $count ->
        [one] { $count } прострочена.
        [few] { $count } прострочені.
        [many] { $count } прострочено.
       *[other] { $count } прострочено.
    }
cases-today-notices = Що нового ({ $count })
cases-today-own = Мої завдання ({ $count })
cases-today-free = Завдання, які ще ніхто не взяв ({ $count })
cases-today-cases = Справи, де ваша черга ({ $count })
cases-today-measures = Заходи, які маєте виконати ({ $count })
cases-today-more = І ще { $count }
cases-today-empty-title = На вас нічого не чекає
cases-today-empty = Тут з’являться завдання для вашого органу, ваші строки, згадки в коментарях і заходи до виконання.
cases-today-all = Показати всі справи
cases-today-ahead = Наступні 14 днів
cases-today-ahead-empty = У наступні 14 днів нічого не закінчується.
cases-today-calendar = Відкрити календар
cases-today-states = Відкриті справи за станом
cases-notice-seen = Позначити як прочитане
cases-notices-seen = Позначити все як прочитане
cases-notice-reported = Надійшла нова справа на розгляд.
cases-notice-task-given = Ваш орган отримав завдання.
cases-notice-task-in-hand = Колега передав вам завдання.
cases-notice-mentioned = Хтось згадав ваш орган у коментарі.
cases-notice-task-ended = Завдання завершено.
cases-notice-tasks-ended = Усі завдання завершено.
cases-notice-moved = Справа змінила стан.
cases-notice-measure-ordered = Маєте виконати захід.
cases-notice-measure-moved = Захід змінив стан.
cases-notice-shared = Хтось надав вам доступ до справи.
cases-notice-handed-on = Завдання передано іншому органу.
cases-notice-changed = Щось змінилося.

cases-new = Записати нове повідомлення
cases-kinds-title = Що хочете записати?
cases-kinds-lead = Виберіть вид справи. Далі запитаємо лише те, що потрібно.
cases-kinds-templates = Шаблони:
cases-kinds-empty = Місто ще не має жодного виду справ. Їх додає адміністратор системи.
cases-list-title = Справи
cases-list-count =
    { $count ->
        [one] { $count } справа
        [few] { $count } справи
        [many] { $count } справ
       *[other] { $count } справи
    }
cases-list-more = Понад { $count } справ
cases-list-empty-title = Тут ще немає жодної справи
cases-list-empty = Справу сюди додасть перше записане повідомлення або інший орган, який надасть вам доступ.
cases-list-none-title = Нічого не відповідає
cases-list-none = Спробуйте розширити фільтр або шукати менше слів.
cases-list-next = Наступні справи
cases-list-first = Назад на початок
cases-list-map = Показати на карті
cases-file-name = spravy
cases-saved = Збережені фільтри
cases-saved-name = Назва фільтра
cases-saved-save = Зберегти фільтр
cases-saved-drop = Видалити фільтр { $name }
cases-any = Будь-що
cases-choose = Виберіть
cases-filter-find = Номер, назва або місце
cases-filter-open = Відкриті
cases-filter-open-yes = Лише відкриті
cases-filter-open-no = Лише закриті
cases-filter-open-all = Усі
cases-filter-whose = Чиї
cases-filter-whose-all = Усі, які бачу
cases-filter-whose-mine = Мої (записані мною або з моїм завданням)
cases-filter-whose-watched = За якими стежу
cases-filter-from = Записано від
cases-filter-to = Записано до
cases-filter-late = Лише прострочені
cases-filter-use = Фільтрувати
cases-filter-none = Скасувати фільтр
cases-sort = Порядок
cases-sort-newest = Від найновішої
cases-sort-due = За строком
cases-sort-changed = За останньою зміною
cases-search-title = Пошук справ
cases-search-label = Знайти справу
cases-search-hint = Номер справи, слово з назви або місце. Достатньо початку слова.
cases-search-short = Напишіть щонайменше дві літери або цифри.
cases-search-none = Запиту «{ $query }» не відповідає жодна справа, яку ви бачите.
cases-search-more = Показати всі у списку

cases-case = Справа
cases-number = Номер
cases-title = Назва
cases-kind = Вид
cases-state = Стан
cases-place = Місце
cases-owner = Координує
cases-due = Строк
cases-opened = Записано
cases-changed = Остання зміна
cases-law = Правова підстава
cases-yes = так
cases-no = ні
cases-money = { $amount } крон
cases-area = { $amount } м²
cases-size-kb = { $amount } кБ
cases-size-mb = { $amount } МБ
cases-author-program = система
cases-due-today = сьогодні
cases-due-tomorrow = завтра
cases-due-over =
    { $days ->
        [one] прострочено на { $days } день
        [few] прострочено на { $days } дні
        [many] прострочено на { $days } днів
       *[other] прострочено на { $days } дня
    }
cases-due-in =
    { $days ->
        [one] через { $days } день
        [few] через { $days } дні
        [many] через { $days } днів
       *[other] через { $days } дня
    }
cases-due-of-case = строк справи
cases-due-of-task = строк завдання
cases-due-of-visit = запланований візит
cases-due-of-measure = строк заходу

cases-map-title = Карта справ
cases-map-lead = На карті { $placed } з { $all } справ. Решта не має точної адреси і є лише в таблиці.
cases-map-cut = Показуємо щонайбільше { $most }, уточніть фільтр.
cases-map-caption = Справи в міських округах. Більша точка з номером – прострочена справа.
cases-map-table = Ті самі справи в таблиці

cases-calendar-title = Календар: { $month }
cases-calendar-lead =
    { $count ->
        [0] Цього місяця нічого не закінчується.
        [one] Цього місяця закінчується { $count } строк.
        [few] Цього місяця закінчуються { $count } строки.
        [many] Цього місяця закінчується { $count } строків.
       *[other] Цього місяця закінчується { $count } строку.
    }
cases-calendar-turn = Місяці
cases-calendar-now = Цей місяць
cases-calendar-week = Тиждень
cases-calendar-week-short = тиж.
cases-calendar-more = і ще { $count }
cases-calendar-list = Список
cases-calendar-empty = Строки сюди додадуть завдання, справи та заходи.
cases-month = { $month } { $year }
cases-month-1 = січень
cases-month-2 = лютий
cases-month-3 = березень
cases-month-4 = квітень
cases-month-5 = травень
cases-month-6 = червень
cases-month-7 = липень
cases-month-8 = серпень
cases-month-9 = вересень
cases-month-10 = жовтень
cases-month-11 = листопад
cases-month-12 = грудень
cases-weekday-1 = понеділок
cases-weekday-2 = вівторок
cases-weekday-3 = середа
cases-weekday-4 = четвер
cases-weekday-5 = п’ятниця
cases-weekday-6 = субота
cases-weekday-7 = неділя
cases-holiday-new-year = День відновлення самостійної Чеської держави, Новий рік
cases-holiday-good-friday = Велика п’ятниця
cases-holiday-easter-monday = Великодній понеділок
cases-holiday-labour = День праці
cases-holiday-victory = День перемоги
cases-holiday-cyril = День святих Кирила і Мефодія
cases-holiday-hus = День пам’яті Яна Гуса
cases-holiday-wenceslas = День чеської державності
cases-holiday-republic = День виникнення самостійної Чехословацької держави
cases-holiday-freedom = День боротьби за свободу і демократію
cases-holiday-christmas-eve = Святий вечір
cases-holiday-christmas = Перший день Різдва
cases-holiday-stephen = Другий день Різдва
cases-feed-title = Строки в моєму календарі
cases-feed-lead = Додайте таємну адресу до свого календаря як підписку. Вона містить лише номер, вид і строк, ніколи місце чи ім’я. Нова адреса скасує попередню.
cases-feed-make = Створити нову адресу
cases-feed-end = Скасувати підписку
cases-feed-made = Адреса готова. Скопіюйте її зараз, знову ми її не покажемо.
cases-feed-address = Адреса підписки
cases-feed-name = Okrsek – мої строки
cases-feed-item = { $number } { $kind }: { $what }

cases-help-title = Як працювати швидше
cases-help-lead = Клавіші діють, коли ви не пишете в полі.
cases-help-script = Однолітерні скорочення можна вимкнути у вікні, яке відкриває знак питання. Без JavaScript вони не працюють, усе інше працює.
cases-key-search = перейти до пошуку
cases-key-down = наступний рядок
cases-key-up = попередній рядок
cases-key-open = відкрити рядок
cases-key-help = перелік клавіш
cases-key-leave = закрити вікно або підказки
cases-help-work = Що ви не втратите
cases-help-drafts = Система пам’ятає почате повідомлення і зміну. Можете піти й повернутися.
cases-help-conflict = Якщо той самий запис змінить хтось інший, покажемо обидва тексти поруч, а вирішите ви.
cases-help-undo = Деякі кроки можна протягом десяти хвилин повернути кнопкою вгорі сторінки справи.
cases-help-mention = У коментарі напишіть @ і код органу, наприклад @mestska-policie. Його координатор отримає сповіщення.

# Чому це неможливо
refusal-cases-refused = Так зробити не можна.
refusal-cases-conflict = Хтось тим часом змінив запис. Ми нічого не записали, відкрийте його знову.
refusal-cases-moved = Хтось тим часом змінив запис. Ми нічого не записали. Подивіться, який він тепер, і вирішіть знову.
refusal-body-not-competent = Цей орган не може виконувати таке завдання. Виберіть інший.
refusal-body-same = Виберіть інший орган, ніж той, який це вже має.
refusal-body-sees-no-comments = Згаданий орган не бачить коментарів цієї справи. Надайте йому доступ або приберіть згадку.
refusal-body-unknown = Такого органу не знаємо. Виберіть його зі списку.
refusal-case-closed = Справа закрита. Спочатку відкрийте її знову.
refusal-case-forgotten = Тексти цієї справи вже видалено після закінчення строку, тому змінити її не можна. Якщо все повторюється, створіть нову справу.
refusal-words-of-origin = Опишіть, що відбувається, а не звідки люди: «{ $words }» тут зайве. Нічого не втрачено, досить написати речення інакше.
refusal-field-choice = Виберіть один із варіантів.
refusal-field-date = Дату напишіть як 1. 3. 2026.
refusal-field-flag = Позначте або залиште порожнім.
refusal-field-needed = Це потрібно заповнити.
refusal-field-number = Напишіть число, наприклад 1 500.
refusal-field-too-long = Текст задовгий. Скоротіть його.
refusal-field-unknown = Це до справи не належить.
refusal-file-bomb = Документ розпакувався б у завелику кількість даних. Нічого з нього не збережено. Збережіть його ще раз як PDF і надішліть.
refusal-file-broken = Файл пошкоджений або неповний. Нічого з нього не збережено. Збережіть його ще раз і надішліть знову.
refusal-file-empty = Файл порожній. Виберіть інший.
refusal-file-kind = Файли цього виду не приймаємо. Надішліть зображення, PDF, документ (DOCX, XLSX, ODT, ODS) або простий текст.
refusal-file-too-large = Файл завеликий, може мати щонайбільше { $most } МБ. Зменште або розділіть його.
refusal-file-too-many-pixels = Зображення завелике, може мати щонайбільше { $most } мільйонів пікселів. Зменште його й надішліть знову.
refusal-file-two-kinds = До файлу додано ще щось інше. Нічого з нього не збережено. Збережіть документ ще раз і надішліть його окремо.
refusal-file-with-scripts = Документ містить макроси або скрипти. Нічого з нього не збережено. Збережіть його без них і надішліть знову.
refusal-legal-basis-needed = Вкажіть правову підставу, наприклад § 12 адміністративного кодексу.
refusal-no-owner = Зараз ніхто не координує такі справи. Зверніться до адміністратора.
refusal-person-not-here = Ця людина не працює у вашому органі.
refusal-place-not-on-earth = Місце не має дійсного положення.
refusal-purpose-needed = Напишіть, для чого органу потрібні дані.
refusal-reason-needed = Напишіть причину.
refusal-share-ended = Кінець доступу має бути в майбутньому.
refusal-subject-needed = Виберіть об’єкт, якого стосується справа.
refusal-subject-unknown = Такого об’єкта не знаємо.
refusal-task-ended = Завдання вже завершено.
refusal-task-kind-unknown = Таке завдання не належить до цього виду справи.
refusal-task-needed = Виберіть хоча б одне завдання.
refusal-task-unknown = Такого завдання у справі немає.
refusal-tasks-open = Спочатку мають завершитися всі завдання.
refusal-text-too-long = Текст задовгий. Скоротіть його.
refusal-text-too-short = Текст закороткий. Напишіть хоча б кілька слів.
refusal-too-many-files = У справі вже досить файлів. Непотрібні приберіть.
refusal-too-many-filters = Збережених фільтрів забагато. Якийсь видаліть.
refusal-too-many-measures = Заходів забагато для однієї справи.
refusal-too-many-tasks = Завдань забагато для однієї справи.
refusal-transition-not-possible = Цей крок зараз неможливий. Подивіться, який стан справи.
refusal-type-unknown = Такого виду справи не знаємо.
refusal-undo-too-late = Крок можна повернути лише протягом десяти хвилин і лише останній.
refusal-unit-unknown = Такого підрозділу не знаємо.
