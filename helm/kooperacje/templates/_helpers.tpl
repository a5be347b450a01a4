{{- define "kooperacje.name" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "kooperacje.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "kooperacje.labels" -}}
{{ include "kooperacje.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{- define "kooperacje.serviceAccount" -}}
{{- .Values.serviceAccount.name | default (include "kooperacje.name" .) -}}
{{- end -}}

{{- define "kooperacje.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) -}}
{{- end -}}
{{- end -}}

{{/* The plain settings, as YAML pairs: the ConfigMap and the migration job share them. */}}
{{- define "kooperacje.settings" -}}
DJANGO_SETTINGS_MODULE: kooperacje.settings.prod
KOOPERACJE_BASE_DOMAIN: {{ .Values.baseDomain | quote }}
KOOPERACJE_DATA_DIR: /var/lib/kooperacje
{{- range $name, $value := .Values.env }}
{{ $name }}: {{ $value | quote }}
{{- end }}
{{- end -}}

{{- define "kooperacje.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "kooperacje.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* What every long-running pod shares above its containers. */}}
{{- define "kooperacje.podFrame" -}}
serviceAccountName: {{ include "kooperacje.serviceAccount" . }}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  {{- include "kooperacje.podSecurity" . | nindent 2 }}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "kooperacje.runtimeEnv" -}}
envFrom:
  - configMapRef:
      name: {{ include "kooperacje.name" .root }}
  - secretRef:
      name: {{ .root.Values.secrets.app }}
  {{- with .database }}
  - secretRef:
      name: {{ . }}
  {{- end }}
{{- end -}}

{{- define "kooperacje.volumes" -}}
volumes:
  - name: tmp
    emptyDir:
      sizeLimit: 256Mi
  - name: data
    persistentVolumeClaim:
      claimName: {{ .Values.persistence.existingClaim | default (include "kooperacje.name" .) }}
{{- end -}}

{{- define "kooperacje.mounts" -}}
volumeMounts:
  - name: tmp
    mountPath: /tmp
  - name: data
    mountPath: /var/lib/kooperacje
{{- end -}}
