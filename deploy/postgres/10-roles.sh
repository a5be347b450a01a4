#!/bin/sh
# Runs once, when the database of deploy/compose.yaml is made: the owner, who
# migrates and provisions, and the two logins, which own and inherit nothing.
# The names of the logins are fixed by tenants/roles.py (prefix "k").
set -eu

secret() { cat "/run/secrets/$1"; }

psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    -v owner_password="$(secret owner_password)" \
    -v web_password="$(secret web_password)" \
    -v worker_password="$(secret worker_password)" <<'SQL'
CREATE ROLE kooperacje_owner LOGIN CREATEROLE PASSWORD :'owner_password';
CREATE ROLE k_web LOGIN NOINHERIT PASSWORD :'web_password';
CREATE ROLE k_worker LOGIN NOINHERIT PASSWORD :'worker_password';
CREATE DATABASE kooperacje OWNER kooperacje_owner TEMPLATE template0 ENCODING 'UTF8';
REVOKE ALL ON DATABASE kooperacje FROM PUBLIC;
GRANT CONNECT ON DATABASE kooperacje TO k_web, k_worker;
SQL
