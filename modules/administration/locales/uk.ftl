## Органи та підрозділи
adm-bodies = Органи
adm-bodies-lead = Хто бере участь у безпеці міста. Код органу є в адресах і не змінюється.
adm-body = Орган
adm-body-new = Додати орган
adm-units = Підрозділи
adm-units-none = Орган не має підрозділів. Додайте відділок або відділ.
adm-unit = Підрозділ
adm-unit-new = Додати підрозділ
adm-whole-body = увесь орган
adm-edit = Змінити
adm-edit-title = Змінити: { $name }
adm-save = Зберегти
adm-back = Назад
adm-choose = Виберіть зі списку.
adm-all = усе
adm-filter = Шукати в списку
adm-filter-button = Знайти
adm-since = з { $from }
adm-from-to = { $from } – { $to }
adm-yes = так
adm-no = ні

## Посади
adm-posts = Посади
adm-posts-lead = Посада існує й без посадовця. Посаду, пов’язану з територією, бачить громадськість.
adm-posts-none = Орган не має посад.
adm-post = Посада
adm-post-new = Додати посаду
adm-not-public = не показується громадськості
adm-vacant = вакантна
adm-holder = Посадовець
adm-deputy = Заступник
adm-as = Як
adm-holdings = Хто обіймає та обіймав посаду
adm-holdings-none = Посаду ще ніхто не обіймав.
adm-holding-new = Призначити на посаду
adm-holding-title = Призначити: { $post }
adm-holding-button = Призначити
adm-now = зараз
adm-end = Завершення
adm-end-button = Завершити
adm-last-day-of = Останній день: { $name }

## Люди
adm-people = Люди
adm-people-lead = Хто входить до системи, за який орган і в якій ролі діє.
adm-person = Особа
adm-person-new = Додати особу
adm-person-new-lead = Ви створите обліковий запис без пароля. Потім додайте роль і надішліть запрошення.
adm-roles = Ролі
adm-roles-none = Особа не має ролі. Без ролі вона нічого не побачить.
adm-role-new = Додати роль
adm-role-title = Додати роль: { $name }
adm-role-lead = Хто керує людьми та ролями, не може мати роль, що бачить зміст справ. Це діє для всіх органів.
adm-role-button = Додати роль
adm-account = Обліковий запис
adm-invite = Надіслати запрошення
adm-invite-lead = Запрошення – це посилання для встановлення пароля. Попередні посилання перестануть діяти.
adm-invited = Посилання видно лише зараз. Передайте його безпечним шляхом.
adm-invited-sent = Ми надіслали його на { $to }.
adm-invitation-subject = Запрошення до системи Okrsek – { $city }
adm-block = Заблокувати вхід
adm-block-lead = Особу буде негайно виведено, вона не зможе ввійти до розблокування. Ролі та посади залишаться.
adm-unblock = Розблокувати вхід
adm-unblock-lead = Вхід заблоковано.
adm-leave = Особа йде
adm-leave-lead = Ролі та посади закінчаться сьогодні, посади стануть вакантними. Ім’я залишиться в журналі аудиту. Скасувати це не можна.
adm-leave-button = Завершити обліковий запис
adm-has-left = Обліковий запис завершено. Ім’я зберігається для журналу аудиту.

## Поля
adm-field-name-cs = Назва чеською
adm-field-name-en = Назва англійською
adm-field-name-uk = Назва українською
adm-field-code = Код
adm-hint-code = Малі латинські літери, цифри, дефіс або крапка: odbor-bezpecnosti
adm-field-kind = Вид органу
adm-field-seat = Адреса
adm-field-email = Ел. пошта
adm-field-phone = Телефон
adm-field-validity = Чинність
adm-field-from = Чинне з
adm-field-to = Чинне до
adm-hint-to = Останній день; порожнє – безстроково.
adm-field-parent = Вищий підрозділ
adm-field-unit = Підрозділ
adm-field-place = Орган або підрозділ
adm-hint-place = Роль у підрозділі діє й для підрозділів під ним. Адміністратор, аудитор та аналітик мають роль для всього органу.
adm-field-territory = Територія, для якої її бачить громадськість
adm-field-person = Особа
adm-field-person-name = Ім’я та прізвище
adm-field-login = Ім’я для входу
adm-hint-login = Малі латинські літери та крапка: eva.smyslena. Пізніше не змінюється.
adm-field-language = Мова листів
adm-field-deputy = Заступник, а не посадовець
adm-field-role = Роль
adm-field-state = Стан
adm-field-created = Обліковий запис створено
adm-field-ended = Обліковий запис завершено
adm-field-reason = Причина
adm-hint-reason = Що відбувається і чому ваших звичайних прав недостатньо. Це прочитає той, хто оцінюватиме доступ.
adm-field-reference = Номер справи
adm-field-minutes = На який час

## Відмови
adm-date-expected = Введіть дату.
adm-conflict-lead = Тим часом це змінив хтось інший. Вашу зміну не збережено, нічого не втрачено.
adm-conflict-theirs = Що збережено зараз
adm-conflict-yours = Ваша версія. Збереження замінить те, що вище.
refusal-adm-conflict = Тим часом це змінив хтось інший. Ми нічого не змінили. Відкрийте сторінку знову.
refusal-adm-date-expected = Бракує дати останнього дня. Ми нічого не змінили. Поверніться та введіть її.
refusal-adm-verdict = Виберіть, чи був доступ виправданим. Ми нічого не змінили.
refusal-adm-cannot-invite = Запросити можна лише особу, яка не заблокована і не пішла. Ми нічого не змінили.
refusal-adm-no-mailbox = Ця особа вже користується обліковим записом і не має в нас електронної адреси, тож посилання нікуди надіслати. Ми нічого не змінили. Додайте адресу або попросіть оператора виконати okrsek user invite.
refusal-access-bad-code = Код може мати малі латинські літери, цифри, дефіс і крапку між ними, не більше 60 знаків.
refusal-access-taken-code = Цей код уже зайнято. Виберіть інший.
refusal-access-empty = Це поле не може бути порожнім.
refusal-access-bad-validity = Останній день має бути не раніше першого і не може змінювати минуле.
refusal-access-bad-unit = Підрозділ сюди не належить: він з іншого органу, підпорядкований цьому або роль не можна обмежити підрозділом.
refusal-access-last-administrator = Не залишилося б нікого, хто керує людьми та ролями. Спочатку призначте іншого адміністратора.
refusal-access-separation = Керування ролями несумісне з роллю, що бачить зміст або читає журнал. Одна особа не може мати обидві.
refusal-access-own-roles = Ніхто не змінює власні ролі та обліковий запис. Зверніться до іншого адміністратора.
refusal-access-twice = Особа вже має це в цей час.
refusal-access-post-held = Посаду в цей час обіймає хтось інший. Спочатку завершіть це.
refusal-access-person-ended = Обліковий запис цієї особи завершено.
refusal-access-emergency-length = Надзвичайний доступ триває від однієї хвилини до однієї години.
refusal-access-emergency-open = Надзвичайний доступ у вас уже відкрито.
refusal-access-emergency-judged = Доступ ще триває, його вже оцінено або він ваш власний. Ми нічого не змінили.
refusal-access-step-up = Спочатку підтвердьте другий фактор. Ми нічого не змінили.
adm-invitation-text =
    Доброго дня, { $name },

    ви маєте обліковий запис у системі Okrsek ({ $city }). Ім’я для входу: { $login }

    Пароль установіть тут:
    { $link }

    Посилання діє до { $until } і лише один раз. Якщо ви не знаєте про обліковий запис, видаліть цей лист; без пароля ніхто не ввійде.
