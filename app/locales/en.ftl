# The command line.
cli-about = Okrsek: one place where a city looks after its safety.
cli-config-flag = Settings file (otherwise okrsek.toml, if it is here).
cli-database-flag = Database: sqlite:///path/okrsek.db or postgres://…
cli-listen-flag = Address and port the server listens on.
cli-serve = Starts the server.
cli-demo-flag = Builds the demonstration city first when the database is empty.
cli-demo = Builds the demonstration city in an empty database.
cli-config = Prints the settings in force and where each value comes from.
cli-backup = Backs up an SQLite database to a file; the server may be running.
cli-backup-file = New file for the backup.
cli-import = Reads data from files.
cli-export = Writes data to a file or to the output.
cli-territory = Work with territory rules.
cli-audit = Proving and signing the audit trail.
said-listening = Okrsek is at { $address } · { $city } · database { $database }
said-listening-demo = Demonstration city – people, addresses and events are invented.
said-demo-building = Building the demonstration city…
said-demo-built = The demonstration city { $city } is ready: { $addresses } addresses, { $posts } posts.
said-demo-not-empty = The database is not empty; the demonstration city is only built in an empty one. Nothing was changed. Name another with --database.
said-demo-other-city = The database holds the city { $city }; --demo was left out.
said-backup-done = The backup is in { $file }.
said-no-city = The database holds no city. Load one: okrsek import city plzen, or build the demonstration: okrsek demo.

# Letters about cases: number, type and link only, never the content.
letter-subject = { $number }: { $happened }
letter-text =
    Good day,

    { $type } { $number }: { $happened }.

    Sign in to see the details:
    { $link }

    Okrsek, { $city }. This message was sent by a program; please do not reply.
letter-task-given = a new task waits for you
letter-mentioned = somebody mentioned you in a comment
letter-task-ended = a task has ended
letter-tasks-ended = all tasks have ended
letter-moved = the case changed its state
letter-changed = something changed
letter-measure-given = a measure waits for you
letter-measure-moved = a measure changed its state
letter-shared = a case was shared with you
letter-handed-on = a task was passed on to another body
letter-commented = there is a new comment
letter-due = a deadline is near
