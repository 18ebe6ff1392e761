cli-survey = Опитування: оцінки з даних за завданням.
verb-survey-run = Обчислює оцінки за завданням і виводить те саме завдання з результатами.
verb-survey-run-spec = Завдання у форматі JSON: дані, план вибірки, оцінка та її аргументи для кожного питання.
verb-survey-run-data = Тека з даними (CSV); інакше тека, де лежить завдання.
survey-file-unreadable = Файл { $file } неможливо прочитати: { $reason }
survey-spec-broken = Файл { $file } не є завданням оцінок: { $reason }
survey-run-refused = Без відповіді: { $count } з { $all }. Причини наведено вище та в полі «error».
