# Completion of bordermap for bash: commands, the options of each, and files.
_bordermap() {
    local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]}
    if ((COMP_CWORD == 1)); then
        mapfile -t COMPREPLY < <(compgen -W 'map series export locate check help --help --version' -- "$word")
    elif [[ $command == help ]]; then
        mapfile -t COMPREPLY < <(compgen -W 'map series export locate check' -- "$word")
    elif [[ $word == -* ]]; then
        local options
        options=$(bordermap help --options 2>/dev/null |
            awk -F '\t' -v command="$command" '$1 == command { print $2 }')
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
    else
        compopt -o default
        COMPREPLY=()
    fi
}
complete -F _bordermap bordermap
