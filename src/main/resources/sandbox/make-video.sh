#!/bin/sh
# Makes video.mp4, the film that the sandbox delivers. Needs ffmpeg with libx264 and the DejaVu fonts (fonts-dejavu-core).
set -eu
cd "$(dirname "$0")"
font=${FONT:-/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf}

card="drawbox=x=30:y=210:w=300:h=190:color=0xF4F1DE:t=fill"
card="$card,drawtext=fontfile=$font:text=NEWSREEL:fontsize=46:fontcolor=0x14213D:x=(w-text_w)/2:y=240"
card="$card,drawtext=fontfile=$font:text=SANDBOX:fontsize=46:fontcolor=0xC1440E:x=(w-text_w)/2:y=298"
card="$card,drawtext=fontfile=$font:text=no video was bought:fontsize=18:fontcolor=0x14213D:x=(w-text_w)/2:y=362"
card="$card,drawtext=fontfile=$font:text='%{pts\:hms}':fontsize=18:fontcolor=0xF4F1DE:x=(w-text_w)/2:y=590"

ffmpeg -y -loglevel error -nostdin \
  -f lavfi -i "color=c=0x14213D:s=360x640:r=15:d=5" \
  -f lavfi -i "color=c=0xFCA311:s=60x6:r=15:d=5" \
  -f lavfi -i "sine=frequency=220:sample_rate=22050:duration=5" \
  -f lavfi -i "sine=frequency=330:sample_rate=22050:duration=5" \
  -filter_complex "[0:v]$card[card];[card][1:v]overlay=x='(W-w)*(0.5-0.5*cos(2*PI*t/5))':y=440:shortest=1[v];[2:a][3:a]amix=inputs=2,tremolo=f=2:d=0.6,volume=0.25,afade=t=in:d=0.5,afade=t=out:st=4:d=1[a]" \
  -map "[v]" -map "[a]" -t 5 \
  -c:v libx264 -profile:v baseline -level 3.0 -pix_fmt yuv420p -preset veryslow -crf 30 -g 75 \
  -c:a aac -b:a 24k -ac 1 -map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact \
  -movflags +faststart video.mp4
