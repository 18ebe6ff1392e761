# Командний рядок.
cli-about = Okrsek: одне місце, де місто дбає про свою безпеку.
cli-config-flag = Файл налаштувань (інакше okrsek.toml, якщо він тут є).
cli-database-flag = База даних: sqlite:///шлях/okrsek.db або postgres://…
cli-listen-flag = Адреса та порт, на яких працює сервер.
cli-serve = Запускає сервер.
cli-demo-flag = У порожній базі даних спершу будує демонстраційне місто.
cli-demo = Будує демонстраційне місто в порожній базі даних.
cli-config = Показує чинні налаштування і звідки взято кожне значення.
cli-backup = Зберігає копію бази SQLite у файл; сервер може працювати.
cli-backup-file = Новий файл копії.
cli-import = Завантажує дані з файлів.
cli-export = Записує дані у файл або на екран.
cli-territory = Робота з правилами територій.
cli-audit = Перевірка й підписання журналу аудиту.
said-listening = Okrsek працює на { $address } · { $city } · база даних { $database }
said-listening-demo = Демонстраційне місто – люди, адреси та події вигадані.
said-demo-building = Будую демонстраційне місто…
said-demo-built = Демонстраційне місто { $city } готове: адрес { $addresses }, посад { $posts }.
said-demo-not-empty = База даних не порожня; демонстраційне місто будується лише в порожній. Нічого не змінено. Вкажіть іншу через --database.
said-demo-other-city = У базі даних уже є місто { $city }; --demo пропущено.
said-backup-done = Копія у файлі { $file }.
said-no-city = У базі даних немає міста. Завантажте його: okrsek import city plzen, або побудуйте демонстраційне: okrsek demo.

# Листи про справи: лише номер, вид і посилання, ніколи зміст.
letter-subject = { $number }: { $happened }
letter-text =
    Добрий день,

    { $type } { $number }: { $happened }.

    Подробиці побачите після входу:
    { $link }

    Okrsek, { $city }. Це повідомлення надіслала програма, не відповідайте на нього.
letter-task-given = на вас чекає нове завдання
letter-mentioned = вас згадали в коментарі
letter-task-ended = завдання завершено
letter-tasks-ended = усі завдання завершено
letter-moved = справа змінила стан
letter-changed = щось змінилося
letter-measure-given = на вас чекає захід
letter-measure-moved = захід змінив стан
letter-shared = вам відкрили справу
letter-handed-on = завдання передано іншому органу
letter-commented = зʼявився новий коментар
letter-due = наближається термін
