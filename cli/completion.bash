# Completion of bordermap for bash: commands, the options of each, names of places, and files.
_bordermap() {
    local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]} first=2
    local commands='map series export locate read check lint verify gazetteer'
    if [[ $command == gazetteer ]]; then
        command="gazetteer ${COMP_WORDS[2]}" first=3
    fi
    if ((COMP_CWORD == 1)); then
        mapfile -t COMPREPLY < <(compgen -W "$commands help --help --version" -- "$word")
    elif [[ ${COMP_WORDS[1]} == gazetteer ]] && ((COMP_CWORD == 2)); then
        mapfile -t COMPREPLY < <(compgen -W 'build info complete' -- "$word")
    elif [[ $command == help ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$word")
    elif [[ $word == -* ]]; then
        local options
        options=$(bordermap help --options 2>/dev/null |
            awk -F '\t' -v command="$command" '$1 == command { print $2 }')
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
    elif [[ $command == locate && $word ]] && ((COMP_CWORD == first)); then
        mapfile -t COMPREPLY < <(bordermap gazetteer complete "$word" 2>/dev/null |
            cut -f1 | sort -u | while IFS= read -r name; do printf '%q\n' "$name"; done)
    else
        compopt -o default
        COMPREPLY=()
    fi
}
complete -F _bordermap bordermap
