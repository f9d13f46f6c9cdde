"""``krav completion``: the shell completes commands and options."""

from __future__ import annotations

import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the lines that teach SHELL to complete the commands and options of krav.

    bash: krav completion bash > ~/.local/share/bash-completion/completions/krav

    zsh: krav completion zsh > a file that ~/.zshrc reads with source

    fish: krav completion fish > ~/.config/fish/completions/krav.fish
    """
    from click.shell_completion import get_completion_class

    teacher = get_completion_class(shell)
    assert teacher is not None
    click.echo(teacher(ctx.find_root().command, {}, "krav", "_KRAV_COMPLETE").source())
