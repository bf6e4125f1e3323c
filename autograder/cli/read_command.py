"""The command `read`: written answers, one question at a time, in the browser."""

import webbrowser

import click

from autograder.cli.terminal import COURSE, DB, course_at, fail, say


@click.command("read", short_help="Read and mark written answers in the browser.")
@click.argument("assignment")
@COURSE
@DB
@click.option("--port", type=click.IntRange(0, 65535), default=0,
              help="The port to serve at.  [default: any that is free]")  # fmt: skip
@click.option("--no-browser", is_flag=True, help="Print the address, and open no browser.")
def read_command(assignment, folder, db, port, no_browser):
    """Serve a page on this machine with the written answers of a class: one question at a time,
    all its answers, the model answer beside them and a button for each of its criteria.

    Names are hidden until you ask for them. What you give is saved at once in nbgrader's
    gradebook: points, and as the comment the criteria and your remark. What was given in the
    formgrader is shown, and the other way round. Grade the assignment first. Ctrl-C ends it.
    """
    course = course_at(folder, assignment, db=db)
    from autograder.reading.room import ReadingRoom
    from autograder.reading.server import serve

    room = ReadingRoom(course, assignment).open()

    def ready(address):
        click.echo(f"{len(room.students)} submissions of {assignment}: {address}")
        say("Press Ctrl-C to end.")
        if not no_browser:
            webbrowser.open(address)

    try:
        serve(room, port, ready)
    except OSError as error:
        fail(f"port {port} can't be used ({error.strerror.lower()}); choose another with --port")
