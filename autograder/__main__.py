from autograder.cli.main import main

if __name__ == "__main__":
    main(prog_name="python -m autograder")
