# Stores on a disk that is really full: empty, begun, in the midst of a load. The disk is one in memory, which a user can mount in a
# namespace of one's own.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh
if [ -z "${OWN_MOUNTS-}" ]; then
    unshare -rm true 2> /dev/null || { echo "no namespaces for mounts"; exit 77; }
    OWN_MOUNTS=1 exec unshare -rm sh "$0"
fi
. tests/cli/store-lib.sh

mkdir "$TMP/disk"
mount -t tmpfs -o size=4k tmpfs "$TMP/disk" || fail "no disk"
for size in 4 64 68 128 300 500; do
    mount -o remount,size="${size}k" "$TMP/disk" || fail "no disk of $size KiB"
    expect_exit 3 "$ATTEST" load -q --batch 400 --store "$TMP/disk/store" "$TMP/all.nq"
    expect_text "$TMP/err" "attest: $TMP/disk/store: no space left on the disk"
    [ "$size" -lt 128 ] || { tell_kept "$TMP/disk/store"; check_whole "$TMP/disk/store"; }
    rm -rf "$TMP/disk/store"
    expect_exit 3 "$ATTEST" extract -q --store "$TMP/disk/store" examples/articles
    expect_text "$TMP/err" "attest: $TMP/disk/store: no space left on the disk"
    [ "$size" -lt 128 ] || tell_kept "$TMP/disk/store"
done
[ "$kept" = 0 ] || fail "a part of an extraction is kept"
expect_exit 3 "$ATTEST" load -q --batch 400 --store "$TMP/disk/store" "$TMP/all.nq"
[ "$(sed -n 's/.*before: \([0-9]*\) quads.*/\1/p' "$TMP/err")" -gt 0 ] || fail "nothing of a load in parts is kept"
# What a full disk broke off goes on when there is room.
mount -o remount,size=8m "$TMP/disk"
expect_exit 0 "$ATTEST" load --batch 400 --store "$TMP/disk/store" "$TMP/all.nq"
expect_text "$TMP/err" "going on with an interrupted load"
check_whole "$TMP/disk/store"
LC_ALL=C sort "$TMP/now" | cmp - "$TMP/sorted" || fail "after a full disk, other quads"
# A copy for which there is no room; what is copied stays as it is.
cat /dev/zero > "$TMP/disk/rest" 2> /dev/null
expect_exit 3 "$ATTEST" store compact "$TMP/disk/store" "$TMP/disk/copy"
expect_text "$TMP/err" "attest: $TMP/disk/copy: no space left on the disk"
check_whole "$TMP/disk/store"
