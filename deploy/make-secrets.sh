#!/bin/sh
# Makes the secrets of one compose deployment in deploy/secrets/, once; it never
# overwrites, because a lost field key makes the encrypted fields unreadable.
set -eu
cd "$(dirname "$0")"
umask 077

if [ -e secrets ]; then
    echo "deploy/secrets exists already; nothing was changed." >&2
    exit 1
fi
mkdir secrets

random() { head -c 48 /dev/urandom | base64 | tr '+/' '-_' | tr -d '\n'; }
keep() { printf '%s' "$(random)" >"secrets/$1"; }
url() { printf 'postgresql://%s:%s@postgres:5432/kooperacje' "$1" "$(cat "secrets/$2")"; }

for name in postgres_password owner_password web_password worker_password; do
    keep "$name"
done
cat >secrets/app.env <<TXT
REDIS_URL=redis://valkey:6379/0
KOOPERACJE_SECRET_KEY=$(random)
KOOPERACJE_FIELD_KEY=$(random)
TXT
echo "DATABASE_URL=$(url k_web web_password)" >secrets/web.env
echo "DATABASE_URL=$(url k_worker worker_password)" >secrets/worker.env
echo "DATABASE_OWNER_URL=$(url kooperacje_owner owner_password)" >secrets/owner.env
# PostgreSQL reads its passwords as its own user; the directory keeps others out.
chmod 0444 secrets/*_password
echo "Made deploy/secrets. Keep a copy of app.env apart from the backups of the database."
