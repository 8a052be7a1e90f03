# Makes `count` files of 0 to 2,209 bytes below files/, 100 in a folder, 15 folders in each of 20: the same ones for the
# same `seed` in every awk. So no rand(), which each has its own of, and no number that a double does not hold exactly.

# The minimal standard generator of Park and Miller: 1 to 2147483646.
function next_number() {
    state = (state * 16807) % 2147483647
    return state
}

# A whole number from 0 to `bound` - 1, out of the high bits: the low ones repeat soon.
function below(bound) {
    return int(next_number() / 2147483647 * bound)
}

BEGIN {
    state = seed
    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    text = ""
    while (length(text) < 4096)
        text = text substr(letters, 1 + below(36), 1)

    folders = count / 100
    command = "mkdir -p"
    for (i = 0; i < folders; i++)
        command = command sprintf(" files/%02d/%02d", i % 20, int(i / 20))
    if (system(command) != 0)
        exit 1

    for (i = 0; i < count; i++) {
        folder = i % folders
        name = substr(text, 1 + below(4000), 4 + below(24))
        file = sprintf("files/%02d/%02d/%05d-%s", folder % 20, int(folder / 20), i, name)
        # A product of two: many small ones, few large.
        size = below(48) * below(48)
        printf "%s", substr(text, 1 + below(1800), size) > file
        close(file)
    }
}
