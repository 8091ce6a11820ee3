"""Completions for three shells, from what the programs say of themselves: commands, their options, else files."""
import re


def tree(commands):
    """Commands by their first word; those of two words under it."""
    by_word = {}
    for command in commands:
        first, _, second = command.name.partition(" ")
        by_word.setdefault(first, {})[second] = command
    return by_word


def flags(options):
    words = []
    for option in options:
        words += [f"--{option['name']}"] + ([f"-{option['short']}"] if "short" in option else [])
    return words


def choices(option):
    """The values that an option's description begins with: "a, b (why), c; default: a" has three; most have none."""
    text = re.sub(r"\s*\([^()]*(\([^()]*\)[^()]*)*\)", "", option["description"]).partition(";")[0]
    text = text.rpartition(": ")[2] if text.startswith("what is broken") else text
    words = [word for part in text.split(",") for word in part.strip().split(" or ")]
    return words if len(words) > 1 and all(re.fullmatch(r"[a-z][a-z0-9-]*", word) for word in words) else []


def values(commands):
    """"COMMAND --OPTION" by its choices, for those whose values are words."""
    by_choices = {}
    for command in commands:
        for option in command.options:
            if option["value"] and choices(option):
                by_choices.setdefault(" ".join(choices(option)), []).append(f"{command.name} --{option['name']}")
    return by_choices


def bash_completion(programs):
    arcsat, check = programs
    lines = ["# Completion of arcsat and arcsat-check for bash; made by src/packages/manuals.py.", "_arcsat_value() {",
             "  case $1 in"]
    for words, places in values(arcsat.commands).items():
        patterns = " | ".join(f"'{place}'" for place in places)
        lines += [f"    {patterns})", f"      COMPREPLY=($(compgen -W '{words}' -- \"$2\"))", "      ;;"]
    lines += ["    *) return 1 ;;", "  esac", "}", "", "_arcsat() {",
              "  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} options= command=",
              "  COMPREPLY=()", "  if ((COMP_CWORD == 1)); then",
              f"    COMPREPLY=($(compgen -W '{' '.join(tree(arcsat.commands))} --help --version' -- \"$current\"))",
              "    return", "  fi", "  command=${COMP_WORDS[1]}", "  case $command in"]
    for word, subcommands in tree(arcsat.commands).items():
        if "" in subcommands:
            lines.append(f"    {word}) options='{' '.join(flags(subcommands[''].options))}' ;;")
            continue
        lines += [f"    {word})", "      if ((COMP_CWORD == 2)); then",
                  f"        COMPREPLY=($(compgen -W '{' '.join(subcommands)} --help' -- \"$current\"))", "        return",
                  "      fi", "      command+=\" ${COMP_WORDS[2]}\"", "      case ${COMP_WORDS[2]} in"]
        lines += [f"        {second}) options='{' '.join(flags(command.options))}' ;;"
                  for second, command in subcommands.items()]
        lines += ["      esac", "      ;;"]
    lines += ["  esac", "  if _arcsat_value \"$command $before\" \"$current\"; then return; fi",
              "  if [[ $current == -* ]]; then", "    COMPREPLY=($(compgen -W \"$options\" -- \"$current\"))",
              "  fi", "}", "", "_arcsat_check() {", "  COMPREPLY=()",
              "  if [[ ${COMP_WORDS[COMP_CWORD]} == -* ]]; then",
              f"    COMPREPLY=($(compgen -W '{' '.join(flags(check.commands[0].options))}' -- \"${{COMP_WORDS[COMP_CWORD]}}\"))",
              "  fi", "}", "", "# What these do not complete is a file.", "complete -o default -F _arcsat arcsat",
              "complete -o default -F _arcsat_check arcsat-check", ""]
    return "\n".join(lines)


def quoted(text):
    """For zsh and fish, within single quotes."""
    return text.replace("\\", "\\\\").replace("'", "’")


def zsh_arguments(options, indent):
    lines = []
    for option in options:
        description = quoted(option["description"]).replace("[", "\\[").replace("]", "\\]").replace(":", "\\:")
        words = choices(option)
        value = "" if not option["value"] else f":value:({' '.join(words)})" if words else ":value:_files"
        star = "*" if option["repeatable"] else ""
        names = [f"--{option['name']}"] + ([f"-{option['short']}"] if "short" in option else [])
        lines += [f"{indent}'{star}{name}[{description}]{value}' \\" for name in names]
    return lines


def zsh_completion(programs):
    arcsat, check = programs
    lines = ["#compdef arcsat arcsat-check", "# Made by src/packages/manuals.py.", "", "_arcsat_check() {",
             "  _arguments \\", *zsh_arguments(check.commands[0].options, "    "), "    '*:file:_files'", "}", "",
             "_arcsat_command() {", "  case $1 in"]
    for command in arcsat.commands:
        lines += [f"    '{command.name}')", "      _arguments \\", *zsh_arguments(command.options, "        "),
                  "        '*:file:_files'", "      ;;"]
    lines += ["  esac", "}", "", "_arcsat() {", "  local -a commands", "  if [[ $service == arcsat-check ]]; then",
              "    _arcsat_check", "    return", "  fi", "  if ((CURRENT == 2)); then", "    commands=("]
    words = tree(arcsat.commands)
    for word, subcommands in words.items():
        lines.append(f"      '{word}:{quoted(next(iter(subcommands.values())).summary)}'")
    lines += ["    )", "    _describe command commands", "    return", "  fi", "  local command=$words[2]",
              "  shift words", "  ((CURRENT--))"]
    for word, subcommands in words.items():
        if "" in subcommands:
            continue
        lines += [f"  if [[ $command == {word} ]]; then", "    if ((CURRENT == 2)); then",
                  f"      compadd {' '.join(subcommands)}", "      return", "    fi", "    command+=\" $words[2]\"",
                  "    shift words", "    ((CURRENT--))", "  fi"]
    lines += ["  _arcsat_command \"$command\"", "}", "", "_arcsat \"$@\"", ""]
    return "\n".join(lines)


def fish_completion(programs):
    program = programs[0]
    lines = [f"# Completion of {program.name} for fish; made by src/packages/manuals.py."]
    words = tree(program.commands)
    alone = len(program.commands) == 1
    if not alone:
        for word, subcommands in words.items():
            summary = quoted(next(iter(subcommands.values())).summary)
            lines.append(f"complete -c {program.name} -n __fish_use_subcommand -f -a {word} -d '{summary}'")
            if "" not in subcommands:
                lines.append(f"complete -c {program.name} -n '__fish_seen_subcommand_from {word}' -f -a '{' '.join(subcommands)}'")
    for command in program.commands:
        condition = "".join(f"__fish_seen_subcommand_from {word}; and " for word in command.name.split())[:-6]
        for option in command.options:
            line = f"complete -c {program.name}" + ("" if alone else f" -n '{condition}'") + f" -l {option['name']}"
            if "short" in option:
                line += f" -s {option['short']}"
            if option["value"]:
                words_of_it = choices(option)
                line += f" -x -a '{' '.join(words_of_it)}'" if words_of_it else " -r"
            lines.append(line + f" -d '{quoted(option['description'])}'")
    return "\n".join(lines) + "\n"
