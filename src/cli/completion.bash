# Completion of attest for bash: commands, options and their values, taken from the program's own help texts, so that they cannot say
# anything else; file names everywhere else.
# SPDX-License-Identifier: Apache-2.0
_attest()
{
    local program=${COMP_WORDS[0]} current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} help
    COMPREPLY=()
    if [ "$COMP_CWORD" = 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "$("$program" --help | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p') --help --version" -- "$current")
        return
    fi
    help=$("$program" "${COMP_WORDS[1]}" --help 2> /dev/null) || return
    if [ "${previous:0:1}" = - ]; then
        # The values of an option stand in the line behind it, "one of: a, b, c".
        local values
        values=$(awk -v option="$previous" '
            $1 == option || $1 == option "," || $2 == option { mine = 1; next }
            mine && $1 == "one" && $2 == "of:" { sub(/.*one of: /, ""); gsub(/,/, ""); print }
            { mine = 0 }' <<< "$help")
        if [ -n "$values" ]; then
            mapfile -t COMPREPLY < <(compgen -W "$values" -- "$current")
            return
        fi
    fi
    if [ "${current:0:1}" = - ]; then
        mapfile -t COMPREPLY < <(compgen -W "$(sed -n 's/^  .*\(--[a-z-]*\).*/\1/p; s/^  \(--[a-z-]*\).*/\1/p' <<< "$help" | sort -u)" -- "$current")
    elif [ "${COMP_WORDS[1]}" = store ] && [ "$COMP_CWORD" = 2 ]; then
        mapfile -t COMPREPLY < <(compgen -W "check stats dump delete compact" -- "$current")
    elif [ "${COMP_WORDS[1]}" = rules ] && [ "$COMP_CWORD" = 2 ]; then
        mapfile -t COMPREPLY < <(compgen -W "list show test" -- "$current")
    fi
}
complete -o default -F _attest attest
